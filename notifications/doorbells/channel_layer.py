"""Ring: tell every process that the log has grown. The only `group_send` is here.

Whoever records does not wait for the channel layer: in a server's process the ring goes out over its event loop, one
ring at a time, and what was numbered meanwhile goes with the next. A script rings by itself, before it ends.
"""

import asyncio
import logging
import time
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer

from notifications import metrics
from notifications.log.cursors import Cursor
from notifications.log.frames import event_frame
from notifications.models import Notification

logger = logging.getLogger(__name__)

GROUP = "notifications"
# Of the message on the channel layer. A constant: there, a type chooses a method, so it must never be a client's.
RING = "notifications.ring"

COPIES = 256 * 1024  # characters of frames that one ring carries; the rest is read from the log
PATIENCE = 2  # seconds that the channel layer may take
PAUSE = 1.0  # seconds without ringing after a ring that was not taken


class Numbered(NamedTuple):
    """Rows that follow each other in the log, from number `first` on."""

    epoch: str
    first: int
    rows: list[Notification]

    @property
    def last(self) -> int:
        return self.first + len(self.rows) - 1


class Bell:
    """The way to the channel layer, and since when it is not worth trying."""

    def __init__(self) -> None:
        self._quiet_until = 0.0
        self._loop: asyncio.AbstractEventLoop | None = None
        self._unsaid: list[Numbered] = []
        self._ringing: asyncio.Task[None] | None = None

    def hang_in(self, loop: asyncio.AbstractEventLoop) -> None:
        """From now on this process's rings go out over `loop`, as long as it runs."""
        self._loop = loop

    def ring(self, numbered: Numbered) -> None:
        """Never raises: who does not hear the bell finds the rows in the log a moment later."""
        loop = self._loop
        if loop is None or not loop.is_running():
            async_to_sync(self._say)(numbered)
            return
        self._unsaid.append(numbered)
        loop.call_soon_threadsafe(self._begin)

    def _begin(self) -> None:
        if self._ringing is None or self._ringing.done():
            self._ringing = asyncio.create_task(self._say_all())

    async def _say_all(self) -> None:
        while self._unsaid:
            unsaid, self._unsaid = self._unsaid, []
            for numbered in joined(unsaid):
                await self._say(numbered)

    async def _say(self, numbered: Numbered) -> None:
        layer = get_channel_layer()
        if layer is None or time.monotonic() < self._quiet_until:
            return
        epoch, last = numbered.epoch, numbered.last
        try:
            async with asyncio.timeout(PATIENCE):
                message = {"type": RING, "epoch": epoch, "last": last, "copies": list(copies(numbered))}
                await layer.group_send(GROUP, message)
        except Exception as error:  # the layer's own client decides what it raises
            self._quiet_until = time.monotonic() + PAUSE
            metrics.UNHEARD.inc()
            logger.warning("The channel layer did not take the ring for %s: %r", Cursor(epoch, last), error)


def joined(several: Iterable[Numbered]) -> list[Numbered]:
    """In the order of the log, and as few as possible: who commits first need not be the first to ring."""
    whole: list[Numbered] = []
    for one in sorted(several, key=lambda one: (one.epoch, one.first)):
        if whole and (whole[-1].epoch, whole[-1].last + 1) == (one.epoch, one.first):
            whole[-1] = Numbered(one.epoch, whole[-1].first, whole[-1].rows + one.rows)
        else:
            whole.append(one)
    return whole


def copies(numbered: Numbered) -> Iterator[tuple[int, str, str]]:
    """`(number, audiences, frame)` of the first rows, as far as one message should carry them."""
    size = 0
    for seq, row in enumerate(numbered.rows, start=numbered.first):
        frame = event_frame(numbered.epoch, seq, row)
        size += len(frame)
        if size > COPIES:
            return
        yield seq, row.audience, frame


bell = Bell()
