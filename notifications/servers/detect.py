"""Find the socket behind the `send` of whichever ASGI server runs the application."""

from functools import partial
from typing import Any

from .base import AsyncioSocket, Send, Socket
from .daphne import TwistedSocket


def socket_of(send: Send) -> Socket:
    # daphne binds its protocol as an argument of `send`; with uvicorn, `send` is a method of the protocol.
    protocol: Any = send.args[0] if isinstance(send, partial) else getattr(send, "__self__", None)
    if hasattr(protocol, "raw_socket") and (raw := protocol.raw_socket(send)):
        socket: Socket = raw
        return socket
    transport: Any = getattr(protocol, "transport", None)
    if hasattr(transport, "registerProducer"):
        return TwistedSocket(send, protocol)
    if hasattr(transport, "abort"):  # not isinstance(): the transports of uvloop are none of asyncio's classes
        return AsyncioSocket(send, transport)
    return Socket(send)
