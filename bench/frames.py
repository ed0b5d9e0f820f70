"""The part of RFC 6455 that a load generator needs: split a byte stream into frames, and mask frames to send."""

import zlib
from collections.abc import Iterator
from enum import IntEnum

COMPRESSED = 0x40


class Opcode(IntEnum):
    TEXT = 1
    CLOSE = 8
    PING = 9
    PONG = 10


class Frames:
    """Iterate over the frames of one connection as `(opcode, data, begin, end)`, without copying payloads."""

    __slots__ = ("_inflate", "_rest")

    def __init__(self) -> None:
        self._rest = b""  # the beginning of an incomplete frame
        self._inflate: zlib._Decompress | None = None

    def feed(self, data: bytes) -> Iterator[tuple[int, bytes, int, int]]:
        if self._rest:
            data = self._rest + data
        at, size = 0, len(data)
        while size - at >= 2:
            head, length, begin = data[at], data[at + 1], at + 2
            if length > 125:
                begin += 2 if length == 126 else 8
                length = int.from_bytes(data[at + 2 : begin], "big")
            end = begin + length
            if end > size or begin > size:
                break
            at = end
            if head & COMPRESSED:
                plain = self._inflated(data[begin:end])
                yield head & 15, plain, 0, len(plain)
            else:
                yield head & 15, data, begin, end
        self._rest = data[at:]

    def _inflated(self, data: bytes) -> bytes:
        if self._inflate is None:
            self._inflate = zlib.decompressobj(-zlib.MAX_WBITS)
        return self._inflate.decompress(data + b"\x00\x00\xff\xff")


def masked(opcode: Opcode, payload: bytes) -> bytes:
    """Build a client's frame. The mask is all zeros, so the payload stays as it is."""
    return bytes((0x80 | opcode, 0x80 | len(payload), 0, 0, 0, 0)) + payload
