"""Reach the socket under a server's `send`: to write to it directly, to know when it is full, to end it.

ASGI has words for neither. uvicorn's `send` waits while the peer does not read; daphne's never does, and buffers
without end. What either does with a peer that is silent for ever is wait for it to read the goodbye.
"""

import asyncio
import os
from collections.abc import Awaitable, Callable, Coroutine, Iterable, Mapping
from functools import partial
from typing import Any

from websockets.frames import Frame, Opcode

# The words of ASGI.
Scope = dict[str, Any]
Message = Mapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Coroutine[Any, Any, None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]


class Text:
    """One or several texts, made ready once for all the sockets that they go to: servers change no form of them."""

    __slots__ = ("messages", "size", "wire")

    def __init__(self, *texts: str) -> None:
        self.size = sum(map(len, texts))
        self.messages: tuple[Message, ...] = tuple({"type": "websocket.send", "text": text} for text in texts)
        self.wire = b"".join(Frame(Opcode.TEXT, text.encode()).serialize(mask=False) for text in texts)


class Socket:
    """On a server that we do not know: `send` is the server's, and `abort` leaves the end to it."""

    __slots__ = ("send",)

    def __init__(self, send: Send) -> None:
        self.send = send

    def write(self, wire: bytes) -> bool:
        """Writes finished frames; False: they have to be sent as messages."""
        return False

    async def send_all(self, messages: Iterable[Message]) -> None:
        for message in messages:
            await self.send(message)

    async def close(self, code: int) -> None:
        """Says goodbye, behind all that was sent before."""
        await self.send({"type": "websocket.close", "code": code})

    def abort(self) -> None:
        """Ends it now, whatever has not been read."""


class AsyncioSocket(Socket):
    """On uvicorn, where `send` is a method of an asyncio protocol."""

    __slots__ = ("_transport",)

    def __init__(self, send: Send, transport: asyncio.WriteTransport) -> None:
        super().__init__(send)
        self._transport = transport

    def abort(self) -> None:
        self._transport.abort()


class LaneSocket(AsyncioSocket):
    """On uvicorn with `lane.FrameProtocol`: `write` takes the shortest way there is, past all but the kernel.

    A thousand times an event, what counts is how much memory is touched on the way: what belongs to a single socket
    is in no cache.
    """

    __slots__ = ("_descriptor",)

    def __init__(self, send: Send, transport: asyncio.WriteTransport, descriptor: int) -> None:
        super().__init__(send, transport)
        self._descriptor = descriptor

    def write(self, wire: bytes) -> bool:
        transport = self._transport
        if transport.is_closing() or transport.get_write_buffer_size():
            return False  # nobody overtakes what waits in the transport
        try:
            written = os.write(self._descriptor, wire)
        except OSError:  # full, or broken: the transport knows what to do about either
            written = 0
        if written < len(wire):
            transport.write(wire[written:])
        return True


class TwistedSocket(Socket):
    """On daphne. Twisted tells the producer of a transport to pause when more than 64 KiB wait to be written."""

    def __init__(self, send: Send, protocol: Any) -> None:
        super().__init__(self._send_when_writable)
        self._send = send
        self._protocol = protocol
        self._transport = transport = protocol.transport
        self._writable = asyncio.Event()
        self._writable.set()
        # The HTTP channel registered itself, and stayed when its connection became a WebSocket.
        transport.unregisterProducer()
        transport.registerProducer(self, True)

    async def close(self, code: int) -> None:
        """Autobahn's own way out refuses 1012 and 1013, which are younger than the RFC."""
        await self._writable.wait()
        # It would also give the peer one second to read all that is before the goodbye; `abort` comes later.
        self._protocol.closeHandshakeTimeout = 0
        self._protocol.sendCloseFrame(code)

    def abort(self) -> None:
        self._transport.abortConnection()

    async def _send_when_writable(self, message: Message) -> None:
        await self._writable.wait()
        await self._send(message)

    def pauseProducing(self) -> None:
        self._writable.clear()

    def resumeProducing(self) -> None:
        self._writable.set()

    def stopProducing(self) -> None:
        """The connection is lost: whoever waits must go on, and hear of it from daphne."""
        self._writable.set()


def socket_of(send: Send) -> Socket:
    protocol = protocol_of(send)
    transport: Any = getattr(protocol, "transport", None)
    if hasattr(protocol, "descriptor") and (descriptor := protocol.descriptor()) is not None:
        return LaneSocket(send, transport, descriptor)
    if hasattr(transport, "registerProducer"):
        return TwistedSocket(send, protocol)
    if hasattr(transport, "abort"):  # uvloop's transports are none of asyncio's classes
        return AsyncioSocket(send, transport)
    return Socket(send)


def protocol_of(send: Send) -> Any:
    """daphne binds its protocol as an argument, uvicorn's `send` is a method of its own."""
    return send.args[0] if isinstance(send, partial) else getattr(send, "__self__", None)
