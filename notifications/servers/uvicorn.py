"""The fast lane: uvicorn's WebSocket, which says where a frame that is already made may be written.

    uvicorn myproject.asgi:application --ws notifications.servers.uvicorn:FrameProtocol

The frame is not compressed, which is valid also where permessage-deflate was negotiated (RFC 7692, section 6).
"""

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol


class FrameProtocol(WebSocketsSansIOProtocol):
    """Whatever it says last, it closes its transport in the same breath; what is not closing is open."""

    def descriptor(self) -> int | None:
        """Of the socket; None where what is written there is not what the peer reads, because of TLS."""
        if self.transport.get_extra_info("sslcontext"):
            return None
        socket = self.transport.get_extra_info("socket")
        return int(socket.fileno())
