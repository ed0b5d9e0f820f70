"""Publish over one kept-alive HTTP connection in the crowd's process, so that both use one clock."""

import json
import socket
import string
import time

from bench.crowd import DIGITS, MARK, Crowd, Unexpected

REQUEST = (
    "POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/json\r\n{headers}"
    "Content-Length: {length}\r\n\r\n"
)


class Publisher:
    """Send one request at a time, as a script would."""

    def __init__(self, crowd: Crowd, path: str, headers: str = "") -> None:
        self.crowd = crowd
        self.answered = 0
        self.answer = b""  # the body of the newest response
        self.is_busy = False
        self._path = path
        self._headers = headers
        self._received = b""
        self._connect()

    def publish(self, event: "Event") -> int:
        """Publish `event` and return its stamp, in nanoseconds of the monotonic clock."""
        self.wait()
        stamp = time.monotonic_ns()
        self.post(event.stamped(stamp))
        return stamp

    def wait(self) -> None:
        self.crowd.read_until(lambda: not self.is_busy, "an answer")

    def post(self, body: bytes) -> None:
        if self.socket.fileno() < 0:
            self._connect()
        head = REQUEST.format(path=self._path, port=self.crowd.port, headers=self._headers, length=len(body))
        self.is_busy = True
        self.socket.setblocking(True)  # a batch may not fit into the socket's buffer
        self.socket.sendall(head.encode() + body)
        self.socket.setblocking(False)

    def feed(self, data: bytes, arrived: int) -> None:
        self._received += data
        head, blank, body = self._received.partition(b"\r\n\r\n")
        if not blank:
            return
        status, *fields = head.decode("latin1").split("\r\n")
        lengths = [int(field.split(":")[1]) for field in fields if field.lower().startswith("content-length:")]
        if not status.split()[1].startswith("2"):
            raise Unexpected(f"{status}: {body.decode(errors='replace')[:500]}")
        if len(body) >= lengths[0]:
            self._received = b""
            self.answer = body
            self.is_busy = False
            self.answered += 1

    def disconnected(self) -> None:
        """Mark the connection as closed. uvicorn closes it after five seconds without a request."""
        if self.is_busy:
            raise Unexpected("The server closed the connection of a publisher that waits for an answer.")

    def _connect(self) -> None:
        self.socket: socket.socket = self.crowd.open()
        self.crowd.add(self)


class Event:
    """An event of `size` bytes of JSON to publish. Only its stamp changes."""

    def __init__(self, size: int) -> None:
        empty = self._text("")
        self._before, _mark, after = self._text("x" * max(size - len(empty), 0)).partition(MARK)
        self._after = after[DIGITS:]

    def stamped(self, at: int) -> bytes:
        return self._before + MARK + b"%0*d" % (DIGITS, at) + self._after

    @staticmethod
    def _text(padding: str) -> bytes:
        letters = string.ascii_lowercase  # more than one letter, or the padding would compress to nothing
        text = "".join(letters[number * number % 26] for number, _ in enumerate(padding))
        data = {"stamp": MARK.decode() + "0" * DIGITS, "padding": text}
        return json.dumps({"type": "aviso", "message": "Sale un tour más hacia el salar", "data": data}).encode()
