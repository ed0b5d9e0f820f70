"""Follow the log: what happened is handed on once and in order, whatever became of the bell that rang for it.

The doorbell of the channel layer brings events at once, with copies; a glance at the log every second or so finds
what the bell did not bring: the layer was down, the event came from a process that has none, numbers are missing.
"""

import asyncio
import logging
import random
from collections import deque
from collections.abc import Awaitable, Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any, ParamSpec, TypeVar

from asgiref.sync import sync_to_async
from channels.layers import get_channel_layer
from django.db import Error, connections

from notifications import metrics
from notifications.audiences import Audience
from notifications.doorbells import channel_layer as bell
from notifications.log import reader as log
from notifications.log import relay
from notifications.log.cursors import Cursor

logger = logging.getLogger(__name__)

GLANCE = 1.0  # seconds between two looks at the log
ECHO = 5.0  # seconds between two trials of the bell
RECENT = 500  # events kept in memory, so that most reconnections need no query
PAGE = 200  # events read from the log at a time
RETRY = 0.5, 15.0  # seconds before the first attempt to reach the layer again, and at most

NOTHING: Mapping[int, log.Entry] = {}

P = ParamSpec("P")
T = TypeVar("T")


class Follower:
    """`last` is the number of the newest event that is handed on: all up to it were, in order."""

    def __init__(self, hand_on: Callable[[list[log.Entry]], Awaitable[None]], begin_again: Callable[[], None]) -> None:
        self.epoch = ""
        self.last = 0
        self.position = ""  # the cursor of the newest event that has reached everyone
        self.recent: deque[log.Entry] = deque(maxlen=RECENT)
        self.trouble = ""  # with the channel layer
        self._hand_on = hand_on
        self._begin_again = begin_again
        self._channel: str | None = None
        self._rings: list[dict[str, Any]] = []
        self._rung = asyncio.Event()
        self._echoed = asyncio.Event()
        self._moving = asyncio.Lock()  # one at a time moves `last`
        self._starting = asyncio.Lock()
        self._tasks: list[asyncio.Task[None]] = []
        # Threads of its own: the shared one may be busy with somebody's view, and while a glance waits for the
        # database's lock, those who join must still be able to read.
        self._threads = ThreadPoolExecutor(max_workers=2, thread_name_prefix="notifications")

    async def start(self) -> bool:
        """Begins at the end of the log: who needs what was before says so with a cursor. False: it had begun."""
        if self._tasks:
            return False
        async with self._starting:
            if self._tasks:
                return False
            bell.bell.hang_in(asyncio.get_running_loop())
            self._stand_at(await self.query(log.extent))
            glances, trials = every(GLANCE, self.glance), every(ECHO, self._try_the_bell)
            self._tasks = [asyncio.create_task(work) for work in (self._listen(), self._answer(), glances, trials)]
            return True

    async def stop(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._threads.shutdown()

    async def query(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """On a connection that stays open: when the last one to a SQLite database closes, as otherwise after almost
        every request, SQLite writes its journal back.
        """
        return await sync_to_async(ask, thread_sensitive=False, executor=self._threads)(function, *args, **kwargs)

    async def glance(self) -> None:
        """Numbers what a process left behind when it died, and finds what the bell did not bring."""
        extent = await self.query(caught_up)
        async with self._moving:
            if extent.epoch == self.epoch and extent.last < self.last:
                extent = await self.query(log.branch_off, self.epoch, self.last)
            if extent.epoch != self.epoch:
                logger.warning("Another log, %s, has taken the place of %s.", extent.epoch, self.position)
                self._stand_at(extent)
                self.recent.clear()
                self._begin_again()
            await self._read_up_to(extent.last)

    async def _listen(self) -> None:
        """Waits at the doorbell, for ever: while the layer is away, the glances go on."""
        pause, longest = RETRY
        while layer := get_channel_layer():
            try:
                self._channel = await layer.new_channel()
                await layer.group_add(bell.GROUP, self._channel)
                self._layer_is_well()
                while True:
                    ring = await layer.receive(self._channel)
                    pause, _ = RETRY
                    if ring["type"] == bell.RING:
                        self._rings.append(ring)
                        self._rung.set()
                    else:
                        self._echoed.set()
            except Exception as error:
                self._layer_is_away(error)
                self._channel = None
                await asyncio.sleep(random.uniform(pause / 2, pause))
                pause = min(pause * 2, longest)

    async def _try_the_bell(self) -> None:
        """A layer heals itself in silence, so its silence says nothing: what we send to ourselves must come back.

        Joining again costs nothing and is needed: a layer forgets its members, after a day or when a message was not
        fetched for a minute.
        """
        layer, channel = get_channel_layer(), self._channel
        if layer is None or channel is None:
            return
        self._echoed.clear()
        try:
            async with asyncio.timeout(bell.PATIENCE):
                await layer.group_add(bell.GROUP, channel)
                await layer.send(channel, {"type": "notifications.echo"})
                await self._echoed.wait()
        except Exception as error:
            self._layer_is_away(error)
        else:
            self._layer_is_well()

    def _layer_is_well(self) -> None:
        if self.trouble:
            logger.info("The channel layer answers again.")
        self.trouble = ""
        metrics.LAYER.set(1)

    def _layer_is_away(self, error: Exception) -> None:
        if not self.trouble:
            logger.warning("The channel layer does not answer, only the glances go on: %r", error)
        self.trouble = repr(error)
        metrics.LAYER.set(0)

    async def _answer(self) -> None:
        """What rings while others are being told is handed on together: the more there is, the less each costs."""
        while True:
            await self._rung.wait()
            self._rung.clear()
            rings, self._rings = self._rings, []
            try:
                async with self._moving:
                    await self._hear(rings)
            except Exception:
                logger.exception("A ring was lost on us; the next glance finds what it brought.")

    async def _hear(self, rings: Iterable[dict[str, Any]]) -> None:
        brought: dict[int, log.Entry] = {}
        last = 0
        for ring in rings:
            if ring["epoch"] != self.epoch:
                continue  # the next glance looks into it
            last = max(last, ring["last"])
            for seq, audience, frame in ring["copies"]:
                brought[seq] = log.Entry(seq, frozenset(map(Audience, audience.split())), frame)
        await self._read_up_to(last, brought)

    async def _read_up_to(self, number: int, brought: Mapping[int, log.Entry] = NOTHING) -> None:
        """From what was `brought` as far as it reaches, and otherwise from the log."""
        while self.last < number:
            entries = following(self.last, brought)
            if not entries:
                metrics.GAPS.inc()
                entries = await self.query(log.read, self.epoch, self.last, PAGE)
                if not entries or entries[0].seq > self.last + 1:
                    # Nobody has it any more: it was trimmed while this process was far behind.
                    self.recent.clear()
                    self.last = entries[0].seq - 1 if entries else number
            if entries:
                await self._advance(entries)

    async def _advance(self, entries: list[log.Entry]) -> None:
        # First this, then who listens: who joins from here on finds the events in what was.
        self.recent.extend(entries)
        self.last = entries[-1].seq
        await self._hand_on(entries)
        self.position = str(Cursor(self.epoch, self.last))

    def _stand_at(self, extent: log.Extent) -> None:
        self.epoch, _, self.last = extent
        self.position = str(Cursor(self.epoch, self.last))


def caught_up() -> log.Extent:
    relay.relay_pending()
    return log.extent()


def following(last: int, brought: Mapping[int, log.Entry]) -> list[log.Entry]:
    """What comes next without a gap, a page of it at most."""
    entries: list[log.Entry] = []
    while len(entries) < PAGE and (entry := brought.get(last + 1 + len(entries))):
        entries.append(entry)
    return entries


def ask(function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    try:
        return function(*args, **kwargs)
    except Error:
        connections.close_all()  # of this thread; the server may have ended it, and the next question opens another
        raise


async def every(seconds: float, work: Callable[[], Awaitable[None]]) -> None:
    """Whatever goes wrong once may go right the next time. Jittered, or all processes would look together."""
    while True:
        await asyncio.sleep(random.uniform(0.8, 1.2) * seconds)
        try:
            await work()
        except Exception:
            logger.exception("%s failed; it is tried again.", work.__qualname__)
