"""A browser that follows the contract: it keeps the last id, reconnects with it after any close, and records all
frames.
"""

import asyncio
import json
import random
import socket
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake, InvalidMessage

from notifications.log.frames import Cursor
from tests.faults.people import NOBODY, Person
from tests.servers import Server
from tests.waiting import auntil

BACKOFF = 0.02, 0.2  # seconds before a reconnect; a browser waits longer, which would prove nothing more
LOST = 1006  # RFC 6455's code for a connection that ended without a close frame


class Listener:
    """`numbers` are those of all received events in order, with any duplicates and reorderings."""

    def __init__(self, *servers: Server, person: Person = NOBODY, receive_buffer: int | None = None) -> None:
        self.person = person
        self.numbers: list[int] = []
        self.messages: list[str] = []
        self.delays: list[float] = []  # seconds from the recording of each event to its arrival here
        self.syncs: list[dict[str, Any]] = []
        self.drains: list[dict[str, Any]] = []
        self.closes: list[int] = []
        self.pongs = 0
        self.cursor = ""
        self.is_connected = False
        self._servers: Sequence[Server] = servers
        self._receive_buffer = receive_buffer
        self._socket: ClientConnection | None = None
        self._reads = asyncio.Event()
        self._reads.set()

    # --- Faults of a browser --------------------------------------------------------------------------

    def lose_connection(self) -> None:
        """Reset the connection without a close frame, as a phone does that changes its network."""
        self.is_connected = False
        if self._socket:
            self._socket.transport.abort()

    def stop_reading(self) -> None:
        self._reads.clear()

    def read_on(self) -> None:
        self._reads.set()

    def move_to(self, *servers: Server) -> None:
        """Connect to these servers from the next time on, as a load balancer may decide."""
        self._servers = servers

    async def hear_out(self) -> None:
        """Send a ping and wait for the pong: everything that the server sent before it has arrived then."""
        await auntil(lambda: self.is_connected and self._socket, "a listener to be connected")
        assert self._socket
        before = self.pongs
        await self._socket.send('{"control": "ping"}')
        await auntil(lambda: self.pongs > before, "the answer to a ping")

    # --- Its work -----------------------------------------------------------------------------------

    async def run(self) -> None:
        while True:
            try:
                await self._listen(random.choice(self._servers))
            except ConnectionClosed as closed:
                self.closes.append(closed.rcvd.code if closed.rcvd else LOST)
            except (OSError, InvalidHandshake, InvalidMessage):
                pass  # the server is away, or not yet up
            self.is_connected = False
            await asyncio.sleep(random.uniform(*BACKOFF))

    async def _listen(self, server: Server) -> None:
        async with connect(
            f"{server.ws}?cursor={self.cursor}",
            sock=await self._plug(server.ws),
            additional_headers=self.person.headers,
            compression=None,
            open_timeout=None,
            ping_interval=None,
            close_timeout=1,
        ) as self._socket:
            while True:
                await self._reads.wait()
                self._take(json.loads(await self._socket.recv()))

    async def _plug(self, url: str) -> socket.socket:
        plug = socket.socket()
        plug.setblocking(False)
        if self._receive_buffer:
            plug.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, self._receive_buffer)
        address = urlsplit(url)
        try:
            await asyncio.get_running_loop().sock_connect(plug, (address.hostname, address.port))
        except BaseException:
            plug.close()
            raise
        return plug

    def _take(self, frame: dict[str, Any]) -> None:
        match frame:
            case {"control": "sync", "cursor": cursor}:
                self.syncs.append(frame)
                self.cursor = cursor
                self.is_connected = True
            case {"control": "drain"}:
                self.drains.append(frame)
            case {"control": "pong"}:
                self.pongs += 1
            case {"id": cursor, "message": message, "at": at}:
                self.numbers.append(number_of(cursor))
                self.messages.append(message)
                self.delays.append((datetime.now(UTC) - datetime.fromisoformat(at)).total_seconds())
                self.cursor = cursor
            case _:
                raise AssertionError(f"The contract knows no such frame: {frame}")

    # --- Its findings -------------------------------------------------------------------------------

    @property
    def beginning(self) -> int:
        """The last number before its first connection."""
        return number_of(self.syncs[0]["cursor"])

    def has(self, amount: int) -> bool:
        return len(self.numbers) >= amount

    @property
    def was_always_recovered(self) -> bool:
        return all(sync["recovered"] for sync in self.syncs)


def number_of(cursor: str) -> int:
    parsed = Cursor.parse(cursor)
    assert parsed, f"not an id: {cursor!r}"
    return parsed.seq


@asynccontextmanager
async def listening(*listeners: Listener) -> AsyncIterator[None]:
    """Inside, all listeners are connected; an error of one of them is raised at the end."""
    tasks = [asyncio.create_task(listener.run()) for listener in listeners]
    try:
        await auntil(
            lambda: all(listener.is_connected for listener in listeners) or any(task.done() for task in tasks),
            f"{len(listeners)} listeners to connect",
        )
        yield
    finally:
        for task in tasks:
            task.cancel()
        results = await asyncio.gather(*tasks, return_exceptions=True)
        faults = [result for result in results if not isinstance(result, asyncio.CancelledError)]
        assert faults == []
