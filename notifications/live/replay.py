"""Replay: what a returning client has missed, from memory where it reaches back far enough, else from the log."""

from collections.abc import AsyncIterator

from notifications.log import reader as log
from notifications.log.cursors import Cursor

from .follower import PAGE, Follower
from .sessions import Visitor

LIMIT = 1000  # events replayed to one connection; who missed more reloads instead


async def known_cursor(follower: Follower, text: str) -> Cursor | None:
    """The place in this log that a client says it has reached; None where that is no place in it."""
    cursor = Cursor.parse(text)
    if cursor and cursor.epoch == follower.epoch and cursor.seq > follower.last:
        await follower.glance()  # another process may have told them more than this one knows yet
    if cursor is None or cursor.epoch != follower.epoch or cursor.seq > follower.last:
        return None
    return cursor


async def missed(follower: Follower, visitor: Visitor, cursor: Cursor, upto: int) -> list[str] | None:
    """The frames in (cursor, upto] that `visitor` hears; None where they are not kept, or too many."""
    if cursor.seq == upto:
        return []
    if follower.recent and follower.recent[0].seq <= cursor.seq + 1:
        return [
            entry.frame
            for entry in follower.recent
            if cursor.seq < entry.seq <= upto and not entry.audiences.isdisjoint(visitor.audiences)
        ]
    frames: list[str] = []
    async for entry in read_for(follower, visitor, cursor, upto):
        frames.append(entry.frame)
        if len(frames) > LIMIT:
            return None
    # Asked last: what was trimmed while we read is missing from what we have read.
    extent = await follower.query(log.extent)
    is_whole = extent.epoch == cursor.epoch and extent.first <= cursor.seq + 1
    return frames if is_whole else None


async def read_for(follower: Follower, visitor: Visitor, cursor: Cursor, upto: int) -> AsyncIterator[log.Entry]:
    after = cursor.seq
    while page := await follower.query(log.read_for, visitor.audiences, cursor.epoch, after, upto, PAGE):
        for entry in page:
            yield entry
        after = page[-1].seq
