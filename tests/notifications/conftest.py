"""The users of the library, and a real server in the test's own event loop."""

import asyncio
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import pytest
import uvicorn
import uvloop
from channels.db import database_sync_to_async
from django.contrib.auth.models import User
from django.core.asgi import get_asgi_application
from django.test import Client
from websockets.asyncio.client import ClientConnection, connect

from notifications import asgi
from notifications.live.hub import hubs
from notifications.outbox import record
from tests.notifications.sample.events import DoorsOpened
from tests.waiting import auntil


def pytest_asyncio_loop_factories(item: pytest.Item) -> dict[str, Callable[[], asyncio.AbstractEventLoop]]:
    """Run with each event loop: the lane writes to the transport, and each loop has its own transports."""
    factories = {"asyncio": asyncio.new_event_loop}
    return factories | {"uvloop": uvloop.new_event_loop} if item.path.name == "test_lane.py" else factories


@pytest.fixture
def ana(db: None) -> User:
    """A reader."""
    return User.objects.create_user("ana")


@pytest.fixture
def bruno(db: None) -> User:
    """A staff member."""
    return User.objects.create_user("bruno", is_staff=True)


@pytest.fixture
def carla(db: None) -> User:
    """Another reader, who must not receive Ana's events."""
    return User.objects.create_user("carla")


def cookie_of(user: User) -> str:
    client = Client()
    client.force_login(user)  # type: ignore[arg-type]  # the types are checked with the platform's settings
    return f"sessionid={client.cookies['sessionid'].value}"


arecord = database_sync_to_async(record)
acookie_of = database_sync_to_async(cookie_of)


async def open_doors(hour: int) -> None:
    """Record an event for all audiences. If it arrives first, the events before it were not delivered."""
    await arecord(DoorsOpened(hour=hour))


@dataclass
class Live:
    """A running server with `/ws`."""

    port: int
    scheme: str = "ws"

    def connect(self, user: User | None = None, cursor: str | None = None, **options: Any) -> "Joining":
        return Joining(self, user, cursor, options)


class Joining:
    """Connect, and enter once the server has registered the connection: events recorded from then on are delivered."""

    def __init__(self, live: Live, user: User | None, cursor: str | None, options: dict[str, Any]) -> None:
        self.live, self.user, self.cursor, self.options = live, user, cursor, options

    async def __aenter__(self) -> ClientConnection:
        query = "" if self.cursor is None else f"?cursor={self.cursor}"
        if self.user:
            self.options["additional_headers"] = {"Cookie": await acookie_of(self.user)}
        self.socket = await connect(f"{self.live.scheme}://127.0.0.1:{self.live.port}/ws{query}", **self.options)
        await self.socket.send('{"control": "ping"}')
        if self.cursor is None:  # otherwise the test reads `sync` itself, and then the pong
            await self.socket.recv()
        return self.socket

    async def __aexit__(self, *_: Any) -> None:
        await self.socket.close()


@asynccontextmanager
async def serving(ws: str | type, **options: Any) -> AsyncIterator[Live]:
    """Run uvicorn with this implementation of WebSockets."""
    application = asgi.application(get_asgi_application())
    listener = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(
        application,
        ws=ws,
        lifespan="off",
        log_config=None,
        timeout_graceful_shutdown=5,
        **options,
    )
    server = uvicorn.Server(config)
    task = asyncio.create_task(server.serve(sockets=[listener]))
    await auntil(lambda: server.started, "the server to start")
    try:
        yield Live(listener.getsockname()[1], "wss" if config.is_ssl else "ws")
    finally:
        server.should_exit = True
        await task
        await forget_hub()


@pytest.fixture
async def live(transactional_db: None) -> AsyncIterator[Live]:
    async with serving("websockets-sansio") as server:
        yield server


async def forget_hub() -> None:
    """Stop the hub's tasks before the loop ends and the test's database is deleted."""
    if hub := hubs.pop(asyncio.get_running_loop(), None):
        await hub.stop()
