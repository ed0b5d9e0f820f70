"""The load generator ("crowd"): thousands of clients in one process on one core, on raw sockets and one epoll.

It does as little as possible for each frame, so that the server is the bottleneck: find the stamp in the event (the
time of publishing), read the clock, continue. The stamps tell whether a frame was lost, duplicated, reordered or never
published.
"""

import select
import socket
import time
from array import array
from collections import Counter
from collections.abc import Callable, Collection
from typing import Protocol

from bench.frames import Frames, Opcode, masked

MARK = b"@"  # precedes the stamp, and stands nowhere else in the event
DIGITS = 19
CHUNK = 32 * 1024  # bytes read at a time
AT_ONCE = 32  # handshakes in progress; more would only queue in the servers' backlogs, which differ in length
PATIENCE = 60.0  # seconds for a server to answer or to accept the clients
QUIET = 4.0  # seconds without a frame after which the missing frames count as lost

HANDSHAKE = (
    "GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nOrigin: http://127.0.0.1:{port}\r\n"
    "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
    # As browsers offer it.
    "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n\r\n"
)


class Unexpected(Exception):
    """A server sent something that a browser would not have accepted."""


class Readable(Protocol):
    """A socket in the crowd's epoll and the methods that read from it."""

    socket: socket.socket

    def feed(self, data: bytes, arrived: int) -> None: ...

    def disconnected(self) -> None:
        """Handle the close by the server. The socket is already closed."""


class Tally:
    """The frames received since it was made: for each, the time of publishing and the time of arrival."""

    def __init__(self) -> None:
        self.stamps = array("q")  # in nanoseconds, like all times in this class
        self.arrivals = array("q")
        self.disordered = 0

    @property
    def frames(self) -> int:
        return len(self.stamps)

    @property
    def quiet(self) -> float:
        """Seconds since the newest frame arrived."""
        return (time.monotonic_ns() - self.arrivals[-1]) / 1e9 if self.arrivals else float("inf")

    def latencies(self) -> list[float]:
        """The time from publishing to arrival of each frame, in seconds, sorted."""
        return sorted((came - sent) / 1e9 for sent, came in zip(self.stamps, self.arrivals, strict=True))

    def slowest(self) -> list[float]:
        """The time from publishing to the last client of each event, in seconds."""
        newest = dict(zip(self.stamps, self.arrivals, strict=True))  # the last arrival of an event stays
        return [(came - sent) / 1e9 for sent, came in newest.items()]

    def lost(self, published: Collection[int], listeners: int) -> int:
        """Return how many due frames did not arrive. Raise Unexpected for a frame not due or out of order."""
        heard = Counter(self.stamps)
        surplus = [stamp for stamp, times in heard.items() if times > listeners or stamp not in published]
        if surplus or self.disordered:
            raise Unexpected(f"{len(surplus)} events came too often, {self.disordered} frames out of order.")
        return len(published) * listeners - self.frames


class Client:
    """One browser: a WebSocket client on a raw socket."""

    __slots__ = ("_crowd", "_frames", "_head", "_last", "is_open", "is_ready", "socket")

    def __init__(self, crowd: "Crowd", connected: socket.socket) -> None:
        self.socket = connected
        self.is_open = False
        self.is_ready = False
        self._crowd = crowd
        self._head = b""  # the headers of the handshake's response so far
        self._frames = Frames()
        self._last = 0

    def feed(self, data: bytes, arrived: int) -> None:
        if not self.is_open:
            data = self._shake_hands(data)
        tally, last = self._crowd.tally, self._last
        for opcode, frame, begin, end in self._frames.feed(data):
            mark = frame.find(MARK, begin, end) + 1
            if mark and opcode == Opcode.TEXT:  # a ping may carry any bytes
                stamp = int(frame[mark : mark + DIGITS])
                tally.disordered += stamp <= last  # each client must get every stamp once and in order
                tally.stamps.append(stamp)
                tally.arrivals.append(arrived)
                last = stamp
            else:
                self._handle(opcode, frame[begin:end])
        self._last = last

    def disconnected(self) -> None:
        raise Unexpected("The server closed the connection of a client.")

    def _shake_hands(self, data: bytes) -> bytes:
        """Read the handshake's response and return the bytes that follow it."""
        self._head, blank, rest = (self._head + data).partition(b"\r\n\r\n")
        if not blank:
            return b""
        if b" 101 " not in self._head.partition(b"\r\n")[0]:
            raise Unexpected(self._head.decode(errors="replace"))
        self.is_open = True
        if self._crowd.hello:
            self.socket.sendall(masked(Opcode.TEXT, self._crowd.hello))
        if not self._crowd.welcome:
            self._be_ready()
        return rest

    def _handle(self, opcode: int, payload: bytes) -> None:
        if opcode == Opcode.PING:
            self.socket.sendall(masked(Opcode.PONG, payload))
        elif opcode == Opcode.CLOSE:
            raise Unexpected(f"The server closed with {int.from_bytes(payload[:2], 'big')}.")
        elif payload == b"2":  # socket.io's own ping
            self.socket.sendall(masked(Opcode.TEXT, b"3"))
        elif not self.is_ready and self._crowd.welcome in payload:
            self._be_ready()

    def _be_ready(self) -> None:
        self.is_ready = True
        self._crowd.ready += 1


class Crowd:
    """`hello` is a client's first message, `welcome` a part of the server's confirmation. Both may be empty."""

    def __init__(self, port: int, hello: bytes = b"", welcome: bytes = b"") -> None:
        self.port = port
        self.hello = hello
        self.welcome = welcome
        self.tally = Tally()
        self.ready = 0
        self.clients: list[Client] = []
        self._readers: dict[int, Readable] = {}
        self._epoll = select.epoll()

    def connect(self, count: int, path: str, welcome: bytes | None = None) -> None:
        """Connect `count` clients and return when the server has confirmed all of them."""
        self.welcome = self.welcome if welcome is None else welcome
        handshake = HANDSHAKE.format(path=path, port=self.port).encode()
        before = self.ready
        for begun in range(count):
            self._wait_for(before + begun - AT_ONCE + 1)
            client = Client(self, self.open())
            self.add(client)
            self.clients.append(client)
            client.socket.sendall(handshake)
        self._wait_for(before + count)

    def _wait_for(self, ready: int) -> None:
        self.read_until(lambda: self.ready >= ready, f"{ready} clients to listen")

    def open(self) -> socket.socket:
        connected = socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE)
        connected.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        connected.setblocking(False)
        return connected

    def add(self, reader: Readable) -> None:
        self._readers[reader.socket.fileno()] = reader
        self._epoll.register(reader.socket, select.EPOLLIN)

    def remove(self, reader: Readable) -> None:
        self._epoll.unregister(reader.socket)
        del self._readers[reader.socket.fileno()]
        reader.socket.close()

    def disconnect(self) -> None:
        for client in self.clients:
            self.remove(client)
        self.clients.clear()

    def close(self) -> None:
        """Close all sockets."""
        for reader in list(self._readers.values()):
            self.remove(reader)
        self._epoll.close()

    def poll(self, timeout: float) -> int:
        """Read all ready sockets, waiting at most `timeout` seconds for one. Return how many were ready."""
        now = time.monotonic_ns
        ready = self._epoll.poll(max(timeout, 0))
        for descriptor, _event in ready:
            reader = self._readers[descriptor]
            data = reader.socket.recv(CHUNK)
            if data:
                reader.feed(data, now())
            else:
                self.remove(reader)
                reader.disconnected()
        return len(ready)

    def read_for(self, seconds: float) -> None:
        """Read for so many seconds."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            self.poll(left)

    def read_until(self, condition: Callable[[], bool], what: str) -> None:
        """Read until `condition` holds. Raise Unexpected, naming `what`, if that takes longer than PATIENCE."""
        deadline = time.monotonic() + PATIENCE
        while not condition():
            if time.monotonic() > deadline:
                raise Unexpected(f"Waited {PATIENCE:.0f} s for {what}.")
            self.poll(0.1)

    def receive(self, frames: int) -> None:
        """Read until the tally has so many frames, or none has come for QUIET seconds."""
        begin = time.monotonic()
        while self.tally.frames < frames:
            if self.tally.quiet > QUIET and time.monotonic() - begin > QUIET:
                return
            self.poll(0.1)
