"""Read from the log the events that a returning client has missed, where the memory of the hub does not reach back."""

from collections.abc import Awaitable, Callable
from typing import Any

from notifications.audiences import Audience
from notifications.log import reader
from notifications.log.frames import Cursor

LIMIT = 1000  # events replayed to one connection; a client that missed more reloads instead
PAGE = 200  # events read at a time

Query = Callable[..., Awaitable[Any]]


async def missed(query: Query, audiences: frozenset[Audience], cursor: Cursor, upto: int) -> list[str] | None:
    """The frames in (cursor, upto] for `audiences`; None if some are no longer kept, or if there are over LIMIT.

    `query(function, *arguments)` calls `function` in a thread.
    """
    frames: list[str] = []
    after = cursor.seq
    while page := await query(reader.read_for, audiences, cursor.epoch, after, upto, PAGE):
        frames += (entry.frame for entry in page)
        after = page[-1].seq
        if len(frames) > LIMIT:
            return None
    # Read the extent last: events that were pruned during the loop are missing from `frames`.
    extent = await query(reader.extent)
    is_whole = extent.epoch == cursor.epoch and extent.first <= cursor.seq + 1
    return frames if is_whole else None
