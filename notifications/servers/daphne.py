"""daphne: its sockets are Twisted transports, which tell a producer when too much waits to be written."""

import asyncio
from typing import Any

from .base import Message, Send, Socket


class TwistedSocket(Socket):
    """Makes `send` wait while more than 64 KiB wait in the transport, Twisted's limit for pausing a producer."""

    def __init__(self, send: Send, protocol: Any) -> None:
        super().__init__(self._send_when_writable)
        self._server_send = send
        self._protocol = protocol
        self._transport = protocol.transport
        self._writable = asyncio.Event()
        self._writable.set()
        # The HTTP channel registered itself, and stayed registered when the connection became a WebSocket.
        self._transport.unregisterProducer()
        self._transport.registerProducer(self, True)

    async def close(self, code: int) -> None:
        """Send the close frame directly: autobahn's `sendClose` refuses 1012 and 1013, which are newer than the RFC."""
        await self._writable.wait()
        # Autobahn would give the peer one second to read everything that precedes the close frame; `abort()` decides.
        self._protocol.closeHandshakeTimeout = 0
        self._protocol.sendCloseFrame(code)

    def abort(self) -> None:
        self._transport.abortConnection()

    async def _send_when_writable(self, message: Message) -> None:
        await self._writable.wait()
        await self._server_send(message)

    def pauseProducing(self) -> None:
        self._writable.clear()

    def resumeProducing(self) -> None:
        self._writable.set()

    def stopProducing(self) -> None:
        """The connection is lost. Let pending sends continue, so that daphne can tell them."""
        self._writable.set()
