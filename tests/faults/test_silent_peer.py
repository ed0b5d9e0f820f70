"""A peer disappears without closing the connection, and does not answer the pings of the server."""

import socket
import sys
from collections.abc import Sequence
from pathlib import Path

import httpx
import pytest

from tests.servers import Server
from tests.waiting import until

HANDSHAKE = (
    "GET /ws HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"
)


class Asking(Server):
    """A server that pings its peers every second. In production the interval is twenty seconds."""

    def command(self) -> Sequence[str | Path]:
        if self.kind == "uvicorn":
            return [*super().command(), "--ws-ping-interval", "1", "--ws-ping-timeout", "1"]
        options = ("--ping-interval", "1", "--ping-timeout", "1", "-b", "127.0.0.1", "-p", str(self.port))
        return [sys.executable, "-m", "daphne", *options, "turismo.asgi:application"]


@pytest.mark.parametrize("kind", ["daphne", "uvicorn"])
def test_who_answers_no_ping_is_forgotten(kind: str) -> None:
    with Asking(kind=kind) as server, socket.create_connection(("127.0.0.1", server.port)) as peer:  # type: ignore[arg-type]
        peer.sendall(HANDSHAKE.format(port=server.port).encode())
        assert peer.recv(4096).startswith(b"HTTP/1.1 101")

        def connections() -> float:
            lines = httpx.get(f"{server.url}/metrics", timeout=30).text.splitlines()
            return next(float(line.split()[1]) for line in lines if line.startswith("notifications_connections "))

        until(lambda: connections() == 1, "it to be counted in")
        until(lambda: connections() == 0, "it to be forgotten")
