"""Follow the log without the help of any ring: look at it every second or so, read gaps, notice another log."""

import asyncio
import logging
import random
from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Awaitable, Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import ParamSpec, TypeVar

from asgiref.sync import sync_to_async
from django.db import Error, connections

from notifications import metrics
from notifications.log import reader, relay
from notifications.log.frames import Cursor
from notifications.log.reader import Entry, Extent

logger = logging.getLogger(__name__)

RECENT = 500  # events kept in memory, so that most returning clients need no query
PAGE = 200  # events read from the log at a time

P = ParamSpec("P")
T = TypeVar("T")


class Follower(ABC):
    """A position in the log that moves forward only: all events up to number `last` of `epoch` were handed on.

    Each was handed on once and in order; `recent` holds the newest of them. A subclass hands them on.
    """

    def __init__(self) -> None:
        self.epoch, self.last = "", 0
        self.cursor = ""  # of the newest event that is handed on completely
        self.recent: deque[Entry] = deque(maxlen=RECENT)
        self._moving = asyncio.Lock()  # held while `last` moves
        self._tasks: list[asyncio.Task[None]] = []
        # The shared thread of asgiref may be busy with a view. Two threads: while one waits for the lock of the
        # database to number rows, connections that resume can still read.
        self._threads = ThreadPoolExecutor(max_workers=2, thread_name_prefix="notifications")

    @abstractmethod
    async def _advance_to(self, number: int) -> None:
        """Hand on all events up to `number`."""

    @abstractmethod
    def _restart_all(self) -> None:
        """Another log has taken the place of this one: no event of it can be handed on after those of the old one."""

    async def move_to_end(self) -> None:
        """Begin at the end of the log: a client that wants earlier events sends a cursor."""
        self._move_to(await self.query(reader.extent))

    def run(self, *work: Coroutine[object, object, None]) -> None:
        """Run `work` until `stop()`."""
        self._tasks += map(asyncio.create_task, work)

    async def stop(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._threads.shutdown()

    async def query(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Call `function` in a thread whose database connection stays open.

        SQLite writes its journal back when the last connection closes, which otherwise is after almost every request.
        """
        return await sync_to_async(call, thread_sensitive=False, executor=self._threads)(function, *args, **kwargs)

    async def catch_up(self) -> None:
        """Look at the log: number the rows that a dead process left behind, and hand on what no ring brought."""
        extent = await self.query(relayed_extent)
        async with self._moving:
            if extent.epoch == self.epoch and extent.last < self.last:
                extent = await self.query(reader.branch_off, self.epoch, self.last)
            if extent.epoch != self.epoch:
                logger.warning("The log %s has taken the place of %s.", extent.epoch, self.cursor)
                self._move_to(extent)
                self.recent.clear()
                self._restart_all()
            await self._advance_to(extent.last)

    async def _read_next(self, number: int) -> list[Entry]:
        """The next events, up to `number`, from the log; [] if none of them is kept any more."""
        metrics.GAPS.inc()
        entries = await self.query(reader.read, self.epoch, self.last, PAGE)
        if not entries or entries[0].seq > self.last + 1:
            # The next events were pruned while this process was far behind.
            self.recent.clear()
            self.last = entries[0].seq - 1 if entries else number
        return entries

    def _move_to(self, extent: Extent) -> None:
        self.epoch, _, self.last = extent
        self.cursor = str(Cursor(self.epoch, self.last))


def relayed_extent() -> Extent:
    relay.relay_pending()
    return reader.extent()


def call(function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    try:
        return function(*args, **kwargs)
    except Error:
        # The server may have ended this thread's connection: the next query opens another.
        connections.close_all()
        raise


async def repeat_every(seconds: float, work: Callable[[], Awaitable[None]]) -> None:
    """Await `work` for ever, also after errors. The pause varies by a fifth, so that processes do not act in step."""
    while True:
        await asyncio.sleep(random.uniform(0.8, 1.2) * seconds)
        try:
            await work()
        except Exception:
            logger.exception("%s failed; it is tried again.", work.__qualname__)
