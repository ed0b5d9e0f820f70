"""The socket of a connection on a server without a module here, and the types of ASGI.

ASGI has no words for a socket that is full or for ending one. The `send` of uvicorn waits while the peer does not read;
that of daphne never waits, and buffers without limit. Both wait for ever for a silent peer to answer the close frame.
"""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Iterable, Mapping
from typing import Any

Scope = dict[str, Any]
Message = Mapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Coroutine[object, object, None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]


class Socket:
    """A socket that is only known by the server's `send`."""

    __slots__ = ("send",)

    def __init__(self, send: Send) -> None:
        self.send = send

    def write(self, wire: bytes) -> bool:
        """Write finished WebSocket frames now; return False if they have to be sent as messages instead."""
        return False

    async def send_all(self, messages: Iterable[Message]) -> None:
        for message in messages:
            await self.send(message)

    async def close(self, code: int) -> None:
        """Send a close frame, after everything that was sent before."""
        await self.send({"type": "websocket.close", "code": code})

    def abort(self) -> None:
        """End the connection now, and drop the bytes that are not yet sent. Here the server decides when it ends."""


class AsyncioSocket(Socket):
    """A socket of a server whose `send` is a method of an asyncio protocol, as on uvicorn."""

    __slots__ = ("transport",)

    def __init__(self, send: Send, transport: asyncio.WriteTransport) -> None:
        self.send = send
        self.transport = transport

    def abort(self) -> None:
        self.transport.abort()
