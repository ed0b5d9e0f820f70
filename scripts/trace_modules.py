"""Print the modules of `notifications` that run on the three main paths of an event: `make trace`.

A module counts if one of its functions runs on the path. `save()` ends when the frame reaches the client,
`POST /notify` with its answer, a return with `sync`. Each path runs several times, and only functions that run every
time count, so that periodic work does not. uvicorn and the sample project of the tests run in this process, on a
temporary database.
"""

import asyncio
import json
import os
import socket
import sys
import tempfile
import threading
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from types import FrameType

ROUNDS = 5
PACKAGE = "notifications."

Calls = dict[tuple[str, str], None]  # (module, function), in the order of the first call
Step = Callable[[], Awaitable[object]]


class Trace:
    """A profile function that collects the calls of the package."""

    def __init__(self) -> None:
        self.calls: Calls = {}
        self.is_of_workers = False  # count the threads in which Django's views run, and not the event loop

    def __call__(self, frame: FrameType, event: str, _argument: object) -> None:
        if event != "call" or (self.is_of_workers and threading.current_thread() is threading.main_thread()):
            return
        module = frame.f_globals.get("__name__", "")
        if module.startswith(PACKAGE):
            self.calls[module, frame.f_code.co_qualname] = None

    async def of(self, path: Step, before: Step | None = None) -> Calls:
        """The calls that several runs of `path` have in common; `before` runs ahead of each and is not counted."""
        runs: list[Calls] = []
        for _ in range(ROUNDS):
            if before:
                await before()
            self.calls = {}
            await path()
            runs.append(self.calls)
        return {call: None for call in runs[0] if all(call in run for run in runs)}


def report(name: str, calls: Calls) -> None:
    modules = list(dict.fromkeys(module for module, _ in calls))
    print(f"{name}: {len(modules)} modules, {len(calls)} functions")
    for module in modules:
        functions = (function for place, function in calls if place == module)
        print(f"    {module.removeprefix(PACKAGE):<26} {', '.join(functions)}")


@asynccontextmanager
async def serving() -> AsyncIterator[str]:
    """The address of a uvicorn in this event loop."""
    import uvicorn
    from django.core.asgi import get_asgi_application

    from notifications import asgi

    listener = socket.create_server(("127.0.0.1", 0))
    application = asgi.application(get_asgi_application())
    protocol = "notifications.servers.uvicorn:FrameProtocol"
    server = uvicorn.Server(uvicorn.Config(application, ws=protocol, lifespan="off", log_config=None))
    task = asyncio.create_task(server.serve(sockets=[listener]))
    while not server.started:  # noqa: ASYNC110  (uvicorn offers no event)
        await asyncio.sleep(0.01)
    yield f"127.0.0.1:{listener.getsockname()[1]}"
    server.should_exit = True
    await task


def prepare() -> tuple[str, str]:
    """Create the tables, a publisher and a member of the staff; return the key and the cookie."""
    from django.contrib.auth.models import User
    from django.core.management import call_command
    from django.test import Client

    from notifications.publishing.keys import issue

    call_command("migrate", verbosity=0, run_syncdb=True)
    client = Client()
    client.force_login(User.objects.create_user("bruno", is_staff=True))  # type: ignore[arg-type]  # the sample's user
    _publisher, key = issue("trace")
    return key, f"sessionid={client.cookies['sessionid'].value}"


async def main(trace: Trace) -> None:
    import httpx
    from asgiref.sync import sync_to_async
    from django.apps import apps
    from websockets.asyncio.client import connect

    Book = apps.get_model("library.Book")
    key, cookie = await sync_to_async(prepare)()
    body = {"type": "book_created", "message": "New book", "data": {"title": "Rayuela", "owner_id": 1}}
    async with (
        serving() as address,
        connect(f"ws://{address}/ws", additional_headers={"Cookie": cookie}) as listening,
        httpx.AsyncClient(base_url=f"http://{address}", headers={"Authorization": f"Bearer {key}"}) as http,
    ):
        await listening.send('{"control": "ping"}')
        await listening.recv()

        async def save() -> None:
            await sync_to_async(Book.objects.create)(title="Rayuela", owner_id=1)
            await listening.recv()

        async def notify() -> None:
            (await http.post("/notify", json=body)).raise_for_status()

        async def come_back(missed: str) -> None:
            url = f"ws://{address}/ws?cursor={missed}"
            async with connect(url, additional_headers={"Cookie": cookie}) as returning:
                while "control" not in json.loads(await returning.recv()):
                    pass

        report("save() to the socket", await trace.of(save))
        trace.is_of_workers = True
        report("POST /notify to its answer", await trace.of(notify, before=save))
        trace.is_of_workers = False
        cursor = json.loads(await listening.recv())["id"]
        report("a returning client to sync", await trace.of(lambda: come_back(cursor)))


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.notifications.settings"
    import django
    from django.conf import settings

    with tempfile.TemporaryDirectory() as folder:
        settings.DATABASES["default"]["NAME"] = str(Path(folder) / "db.sqlite3")
        django.setup()
        sys.setprofile(trace := Trace())
        threading.setprofile(trace)
        asyncio.run(main(trace))
