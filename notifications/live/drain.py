"""Drain a process before it stops: ask its clients to reconnect to another one, a few at a time."""

import asyncio
import random
from collections.abc import Iterator, Sequence

from notifications.log.frames import control_frame

from .close_codes import Close
from .connection import Connection, Payload

DRAIN = 3.0  # seconds over which a great many connections are closed
DRAIN_BATCH = 100  # connections closed at once, at least
RECONNECT_SPREAD = 2.0, 5000.0  # milliseconds per connection over which clients spread their return, and at most
CLOSING = 2.0  # seconds for the closing handshakes


async def drain(connections: Sequence[Connection]) -> None:
    """Close all with 1012; tell those that understand control frames how many milliseconds to wait."""
    per_connection, most = RECONNECT_SPREAD
    spread = min(per_connection * len(connections), most)
    for batch in batches(connections, max(DRAIN_BATCH, len(connections) // 20)):
        for connection in batch:
            if connection.resumes:
                connection.push(Payload(control_frame("drain", retry_ms=round(random.uniform(0, spread)))))
            connection.close(Close.RESTART)
        await asyncio.sleep(DRAIN * len(batch) / len(connections) if len(connections) > DRAIN_BATCH else 0)
    if closing := [connection.closing for connection in connections if connection.closing]:
        await asyncio.wait(closing, timeout=CLOSING)


def batches(connections: Sequence[Connection], size: int) -> Iterator[Sequence[Connection]]:
    for start in range(0, len(connections), size):
        yield connections[start : start + size]
