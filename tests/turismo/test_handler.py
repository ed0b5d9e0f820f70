"""The HTTP handler serves requests in a few permanent threads, and sends the same bytes as Django's own handler."""

import asyncio
import io
import threading
from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest
from django.core.signals import request_finished
from django.db import connection, connections
from django.http import FileResponse, HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.test import override_settings
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from turismo.handler import ThreadedHandler

pytestmark = pytest.mark.django_db(transaction=True)


def thread(request: HttpRequest) -> HttpResponse:
    return HttpResponse(threading.current_thread().name)


@csrf_exempt
def echo(request: HttpRequest) -> JsonResponse:
    return JsonResponse({"method": request.method, "path": request.get_full_path(), "body": request.body.decode()})


def query(request: HttpRequest) -> HttpResponse:
    connection.ensure_connection()
    return HttpResponse(str(id(connection.connection)))


meeting = threading.Barrier(2, timeout=10)


def meet(request: HttpRequest) -> HttpResponse:
    meeting.wait()
    return HttpResponse()


made: list[int] = []
sent: list[dict[str, Any]] = []  # the messages sent for the newest request


def stream(request: HttpRequest) -> StreamingHttpResponse:
    here = threading.current_thread()

    def parts() -> Iterator[str]:
        for number in range(3):
            assert threading.current_thread() is here
            made.append(len(sent))
            yield f"{number};"

    return StreamingHttpResponse(parts())


async def own_loop(request: HttpRequest) -> HttpResponse:
    return HttpResponse(str(id(asyncio.get_running_loop())))


def file(request: HttpRequest) -> FileResponse:
    return FileResponse(io.BytesIO(b"x" * 150_000))


def broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("secret")


async def drip(request: HttpRequest) -> StreamingHttpResponse:
    async def parts() -> AsyncIterator[str]:
        for number in range(3):
            yield f"{number};"

    return StreamingHttpResponse(parts())


urlpatterns = [path(view.__name__, view) for view in (thread, echo, query, meet, stream, own_loop, file, broken, drip)]


@pytest.fixture(autouse=True)
def sample_views() -> Iterator[None]:
    with override_settings(ROOT_URLCONF=__name__):
        yield


@pytest.fixture
def handler() -> ThreadedHandler:
    return ThreadedHandler(threads=1)


async def ask(
    handler: ThreadedHandler, path: str, method: str = "GET", body: tuple[bytes, ...] = (b"",)
) -> tuple[int, dict[str, str], bytes]:
    """Return status, headers and body of the answer."""
    global sent
    sent = mine = []
    headers = [(b"host", b"testserver"), (b"content-length", str(sum(map(len, body))).encode())]
    route, _, query = path.partition("?")
    scope = {"type": "http", "method": method, "path": route, "query_string": query.encode(), "headers": headers}
    parts = [{"type": "http.request", "body": part, "more_body": True} for part in body]
    parts[-1]["more_body"] = False

    async def receive() -> dict[str, Any]:
        return parts.pop(0)

    async def send(message: dict[str, Any]) -> None:
        mine.append(message)

    await handler(scope, receive, send)
    head = {name.decode().lower(): value.decode() for name, value in mine[0]["headers"]}
    return mine[0]["status"], head, b"".join(message.get("body", b"") for message in mine[1:])


async def test_a_view_runs_in_one_of_the_threads(handler: ThreadedHandler) -> None:
    assert (await ask(handler, "/thread"))[2].startswith(b"http_")


async def test_requests_arrive_whole(handler: ThreadedHandler) -> None:
    status, headers, body = await ask(handler, "/echo?a=1", "PUT", (b"half and ", b"half"))
    assert (status, headers["content-type"]) == (200, "application/json")
    assert body == b'{"method": "PUT", "path": "/echo?a=1", "body": "half and half"}'


async def test_as_many_requests_are_served_at_once_as_there_are_threads() -> None:
    two = ThreadedHandler(threads=2)
    first, second = await asyncio.gather(ask(two, "/meet"), ask(two, "/meet"))
    assert (first[0], second[0]) == (200, 200)


async def test_a_thread_keeps_its_connection_to_the_database(
    handler: ThreadedHandler, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(connections.settings["default"], "CONN_MAX_AGE", 60)
    assert (await ask(handler, "/query"))[2] == (await ask(handler, "/query"))[2]


async def test_what_is_streamed_is_made_in_the_same_thread_and_no_faster_than_it_is_sent(
    handler: ThreadedHandler,
) -> None:
    made.clear()
    status, _headers, body = await ask(handler, "/stream")
    assert (status, body) == (200, b"0;1;2;")
    assert made == [1, 2, 3]  # the number of messages sent before each part was made


async def test_an_asynchronous_stream_is_sent_as_well(handler: ThreadedHandler) -> None:
    assert (await ask(handler, "/drip"))[2] == b"0;1;2;"


async def test_a_file_is_sent_in_large_pieces(handler: ThreadedHandler) -> None:
    _status, _headers, body = await ask(handler, "/file")
    assert (len(body), len(sent)) == (150_000, 1 + 3 + 1)


async def test_an_asynchronous_view_runs_in_the_loop_of_the_server(handler: ThreadedHandler) -> None:
    """The hub lives in that loop, and `/readyz` reports on it."""
    assert (await ask(handler, "/own_loop"))[2].decode() == str(id(asyncio.get_running_loop()))


async def test_a_fault_is_answered_without_its_reasons(handler: ThreadedHandler) -> None:
    status, _headers, body = await ask(handler, "/broken")
    assert status == 500
    assert b"secret" not in body


async def test_every_request_says_that_it_is_finished(handler: ThreadedHandler) -> None:
    """On that signal Django closes database connections that have reached their maximum age."""
    finished: list[str] = []

    def note(sender: type, **_: Any) -> None:
        finished.append(threading.current_thread().name.split("_")[0])

    request_finished.connect(note)
    try:
        for view in ("/thread", "/stream", "/broken"):
            await ask(handler, view)
    finally:
        request_finished.disconnect(note)
    assert finished == ["http", "http", "http"]


async def test_who_hangs_up_while_sending_is_forgotten(handler: ThreadedHandler) -> None:
    scope = {"type": "http", "method": "PUT", "path": "/echo", "query_string": b"", "headers": []}
    messages: list[dict[str, Any]] = [
        {"type": "http.request", "body": b"half", "more_body": True},
        {"type": "http.disconnect"},
    ]
    answers: list[Any] = []

    async def receive() -> dict[str, Any]:
        return messages.pop(0)

    async def send(message: dict[str, Any]) -> None:
        answers.append(message)

    await handler(scope, receive, send)
    assert answers == []
