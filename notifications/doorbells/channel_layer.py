"""The doorbell over the channel layer of Django Channels: in memory for one process, Redis for several."""

import asyncio
import logging
import random
import time
from collections.abc import Awaitable, Callable, Iterable, Iterator
from itertools import chain
from typing import NamedTuple, TypedDict

from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer

from notifications import metrics

logger = logging.getLogger(__name__)

GROUP = "notifications"
# The types of messages on the layer. Constants, because Channels lets a type choose the method of a consumer: text
# that comes from a client must never be one.
RING = "notifications.ring"
ECHO = "notifications.echo"

COPIES = 256 * 1024  # characters of frames in one ring; hubs read the other events from the log
LAYER_TIMEOUT = 2  # seconds that the layer may take for one message
QUIET = 1.0  # seconds without a ring after one that the layer did not take
RESUBSCRIBE = 0.5, 15.0  # seconds before the first new attempt to subscribe, and at most; doubled each time

Copy = tuple[int, str, str]  # number, audiences separated by spaces, frame


class Batch(NamedTuple):
    """Events `first` to `last` of the log, which follow each other, with copies of some."""

    epoch: str
    first: int
    last: int
    copies: list[Copy]


class Ring(TypedDict):
    """A message on the layer."""

    type: str
    epoch: str
    last: int
    copies: list[Copy]


class Doorbell:
    """Rings without making the caller wait.

    In a server process the rings go out over its event loop, one at a time, and the batches of the meantime are joined.
    A script has no running loop: it rings in its own thread before `ring()` returns.
    """

    def __init__(self) -> None:
        self._quiet_until = 0.0
        self._loop: asyncio.AbstractEventLoop | None = None
        self._batches: list[Batch] = []
        self._sending: asyncio.Task[None] | None = None

    def bind_loop(self, loop: asyncio.AbstractEventLoop) -> None:
        """Send the rings of this process over `loop` for as long as it runs."""
        self._loop = loop

    def ring(self, batch: Batch) -> None:
        """Announce `batch`. Errors are logged and never raised: hubs that hear no ring find the rows in the log."""
        loop = self._loop
        if loop is None or not loop.is_running():
            async_to_sync(self._send)(batch)
            return
        self._batches.append(batch)
        loop.call_soon_threadsafe(self._start)

    def _start(self) -> None:
        if self._sending is None or self._sending.done():
            self._sending = asyncio.create_task(self._send_all())

    async def _send_all(self) -> None:
        while self._batches:
            batches, self._batches = self._batches, []
            for batch in joined(batches):
                await self._send(batch)

    async def _send(self, batch: Batch) -> None:
        layer = get_channel_layer()
        if layer is None or time.monotonic() < self._quiet_until:
            return
        message = Ring(type=RING, epoch=batch.epoch, last=batch.last, copies=batch.copies)
        try:
            async with asyncio.timeout(LAYER_TIMEOUT):
                await layer.group_send(GROUP, message)
        except Exception as error:  # each layer raises errors of its own client library
            self._quiet_until = time.monotonic() + QUIET
            metrics.UNHEARD.inc()
            logger.warning("The channel layer did not take the ring for %s-%d: %r", batch.epoch, batch.last, error)


def joined(batches: Iterable[Batch]) -> list[Batch]:
    """The same events in as few batches as possible, in the order of the log: commits and rings may cross."""
    runs: list[list[Batch]] = []
    for batch in sorted(batches, key=lambda batch: (batch.epoch, batch.first)):
        if runs and (runs[-1][-1].epoch, runs[-1][-1].last + 1) == (batch.epoch, batch.first):
            runs[-1].append(batch)
        else:
            runs.append([batch])
    return [run[0]._replace(last=run[-1].last, copies=list(fitting(run))) for run in runs]


def fitting(batches: Iterable[Batch]) -> Iterator[Copy]:
    """The first copies, up to COPIES characters of frames."""
    size = 0
    for copy in chain.from_iterable(batch.copies for batch in batches):
        size += len(copy[2])
        if size > COPIES:
            return
        yield copy


class Listener:
    """Subscribes to the rings of all processes, this one included, and hands them to `receive`."""

    def __init__(self, receive: Callable[[list[Ring]], Awaitable[None]]) -> None:
        self.error = ""  # the last failure of the layer; "" while it works
        self._receive = receive
        self._channel: str | None = None
        self._rings: list[Ring] = []
        self._rung = asyncio.Event()
        self._echoed = asyncio.Event()

    async def subscribe(self) -> None:
        """Collect rings for ever; reconnect to the layer after each failure."""
        pause, longest = RESUBSCRIBE
        while layer := get_channel_layer():
            try:
                self._channel = await layer.new_channel()
                await layer.group_add(GROUP, self._channel)
                self._note_success()
                while True:
                    message = await layer.receive(self._channel)
                    pause, _ = RESUBSCRIBE
                    if message["type"] == RING:
                        self._rings.append(message)
                        self._rung.set()
                    else:
                        self._echoed.set()
            except Exception as error:
                self._note_failure(error)
                self._channel = None
                await asyncio.sleep(random.uniform(pause / 2, pause))
                pause = min(pause * 2, longest)

    async def dispatch(self) -> None:
        """Hand on the collected rings for ever. Rings of the meantime go together: a larger batch costs less each."""
        while True:
            await self._rung.wait()
            self._rung.clear()
            rings, self._rings = self._rings, []
            try:
                await self._receive(rings)
            except Exception:
                logger.exception("A ring could not be handled; the next look at the log finds its events.")

    async def probe(self) -> None:
        """Check that the layer works: a message to this process must come back. A layer reports no failure by itself.

        Join the group again on the way: layers forget a member after a day, or if it fetches nothing for a minute.
        """
        layer, channel = get_channel_layer(), self._channel
        if layer is None or channel is None:
            return
        self._echoed.clear()
        try:
            async with asyncio.timeout(LAYER_TIMEOUT):
                await layer.group_add(GROUP, channel)
                await layer.send(channel, {"type": ECHO})
                await self._echoed.wait()
        except Exception as error:
            self._note_failure(error)
        else:
            self._note_success()

    def _note_success(self) -> None:
        if self.error:
            logger.info("The channel layer works again.")
        self.error = ""
        metrics.LAYER.set(1)

    def _note_failure(self, error: Exception) -> None:
        if not self.error:
            logger.warning("The channel layer does not work; events come by looks at the log only: %r", error)
        self.error = repr(error)
        metrics.LAYER.set(0)


doorbell = Doorbell()
ring = doorbell.ring
bind_loop = doorbell.bind_loop
