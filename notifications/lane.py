"""The fast lane: uvicorn's WebSocket with a door for a frame that is already made.

    uvicorn myproject.asgi:application --ws notifications.lane:FrameProtocol

The frame is not compressed, which is valid also where permessage-deflate was negotiated (RFC 7692, section 6).
"""

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.protocol import OPEN


class FrameProtocol(WebSocketsSansIOProtocol):
    def write_frame(self, frame: bytes) -> bool:
        """False where it cannot be written just now: the peer does not read, or one side has said goodbye."""
        if self.conn.state is not OPEN or not self.writable.is_set() or self.transport.is_closing():
            return False
        self.transport.write(frame)
        return True
