"""uvicorn with a protocol class that writes finished frames straight to the kernel.

    uvicorn myproject.asgi:application --ws notifications.servers.uvicorn:FrameProtocol

The frames are not compressed. That is valid also after permessage-deflate was negotiated (RFC 7692, section 6).
"""

import asyncio
import os

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

from .base import AsyncioSocket, Send


class RawSocket(AsyncioSocket):
    """Writes past all layers but the kernel.

    A fan-out writes to a thousand sockets, and the data of a single socket is in no CPU cache: the time it takes is
    the memory it touches.
    """

    __slots__ = ("descriptor",)

    def __init__(self, send: Send, transport: asyncio.WriteTransport, descriptor: int) -> None:
        self.send = send
        self.transport = transport
        self.descriptor = descriptor

    def write(self, wire: bytes) -> bool:
        transport = self.transport
        if transport.is_closing() or transport.get_write_buffer_size():
            return False  # earlier bytes still wait in the transport, and must go first
        try:
            written = os.write(self.descriptor, wire)
        except OSError:  # full or broken: the transport handles either
            written = 0
        if written < len(wire):
            transport.write(wire[written:])
        return True


class FrameProtocol(WebSocketsSansIOProtocol):
    """uvicorn's own protocol, which also gives out a RawSocket.

    uvicorn closes the transport in the call that sends the close frame, so `is_closing()` tells whether a frame may
    still be written.
    """

    def raw_socket(self, send: Send) -> RawSocket | None:
        """The socket for frames; None under TLS, where bytes written to the descriptor would not be encrypted."""
        if self.transport.get_extra_info("sslcontext"):
            return None
        return RawSocket(send, self.transport, self.transport.get_extra_info("socket").fileno())
