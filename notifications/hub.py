"""Fan out: one hub per process follows the log and brings each event to the local connections that hear it.

The doorbell of the channel layer brings events at once, with copies; a glance at the log every second or so finds
what the bell did not bring: the layer was down, the event came from a process that has none, numbers are missing.
"""

import asyncio
import logging
import random
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, ParamSpec, TypeVar
from weakref import WeakKeyDictionary

from channels.db import database_sync_to_async
from channels.layers import get_channel_layer

from . import log, relay
from .audiences import Audience
from .codes import Close
from .connection import Connection, frame_message
from .cursors import Cursor
from .frames import control_frame
from .visitors import Visitor, departures

logger = logging.getLogger(__name__)

GLANCE = 1.0  # seconds between two looks at the log
INSPECTION = 30.0  # seconds between two looks at the sessions of those who listen
REJOIN = 30.0  # seconds between two assurances that the layer still counts us in
RECENT = 500  # events kept in memory, so that most reconnections need no query
PAGE = 200  # events read from the log at a time
REPLAY_LIMIT = 1000  # events replayed to one connection; who missed more reloads instead
BREATH = 200  # sockets written to before the loop may do something else
RETRY = 0.5, 15.0  # seconds before the first attempt to reach the layer again, and at most

P = ParamSpec("P")
T = TypeVar("T")


class Hub:
    """`last` is the number of the newest event that is fanned out here: all up to it were, in order."""

    def __init__(self) -> None:
        self.epoch = ""
        self.last = 0
        self.position = ""  # the cursor of the newest event that every connection has been given
        self._recent: deque[log.Entry] = deque(maxlen=RECENT)
        self._listeners: dict[Audience, set[Connection]] = {}
        self._moving = asyncio.Lock()  # one at a time moves `last`
        self._starting = asyncio.Lock()
        self._tasks: list[asyncio.Task[None]] = []
        self._channel: str | None = None
        # Threads of its own: the shared one may be busy with somebody's view, and while a glance waits for the
        # database's lock, those who join must still be able to read.
        self._threads = ThreadPoolExecutor(max_workers=2, thread_name_prefix="hub")

    @classmethod
    def current(cls) -> "Hub":
        """That of the running event loop, of which a server's process has one."""
        loop = asyncio.get_running_loop()
        if loop not in hubs:
            hubs[loop] = cls()
        return hubs[loop]

    async def stop(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._threads.shutdown()

    # --- Connections come and go ---------------------------------------------------------------------

    async def join(self, connection: Connection, cursor: str | None) -> None:
        """With a `cursor` (empty: from now on) the connection first gets what it missed, then `sync`."""
        await self._start()
        if cursor is None:
            self._register(connection)
        else:
            await self._resume(connection, cursor)

    def leave(self, connection: Connection) -> None:
        for audience in connection.visitor.audiences:
            listeners = self._listeners.get(audience, set())
            listeners.discard(connection)
            if not listeners:
                self._listeners.pop(audience, None)

    def connections_of(self, audience: Audience) -> int:
        return len(self._listeners.get(audience, ()))

    def _register(self, connection: Connection) -> None:
        for audience in connection.visitor.audiences:
            self._listeners.setdefault(audience, set()).add(connection)

    async def _resume(self, connection: Connection, text: str) -> None:
        """No gap and no duplicate: what is fanned out from here on waits behind what was up to here."""
        cursor = await self._known_cursor(text)
        connection.hold()
        self._register(connection)
        epoch, upto = self.epoch, self.last  # not one await since the line above
        replay = await self._missed(connection.visitor, cursor, upto) if cursor else None
        for frame in replay or ():
            await connection.write(frame_message(frame))
        sync = control_frame(
            "sync",
            recovered=replay is not None or not text,
            replayed=len(replay or ()),
            cursor=str(Cursor(epoch, upto)),
        )
        await connection.write(frame_message(sync))
        await connection.release()

    async def _known_cursor(self, text: str) -> Cursor | None:
        cursor = Cursor.parse(text)
        if cursor and cursor.epoch == self.epoch and cursor.seq > self.last:
            await self._glance()  # another process may have told them more than this one knows yet
        if cursor is None or cursor.epoch != self.epoch or cursor.seq > self.last:
            return None
        return cursor

    async def _missed(self, visitor: Visitor, cursor: Cursor, upto: int) -> list[str] | None:
        """The frames in (cursor, upto] that `visitor` hears; None where they are not kept, or too many."""
        if cursor.seq == upto:
            return []
        if self._recent and self._recent[0].seq <= cursor.seq + 1:
            return [
                entry.frame
                for entry in self._recent
                if cursor.seq < entry.seq <= upto and not entry.audiences.isdisjoint(visitor.audiences)
            ]
        extent = await self._query(log.extent)
        if extent.epoch != cursor.epoch or cursor.seq < extent.first - 1:
            return None
        frames: list[str] = []
        async for entry in self._read_for(visitor, cursor, upto):
            frames.append(entry.frame)
            if len(frames) > REPLAY_LIMIT:
                return None
        return frames

    async def _read_for(self, visitor: Visitor, cursor: Cursor, upto: int) -> AsyncIterator[log.Entry]:
        after = cursor.seq
        while page := await self._query(log.read_for, visitor.audiences, cursor.epoch, after, upto, PAGE):
            for entry in page:
                yield entry
            after = page[-1].seq

    # --- Following the log ---------------------------------------------------------------------------

    async def _start(self) -> None:
        """Begins at the end of the log: who needs what was before says so with a cursor."""
        async with self._starting:
            if self._tasks:
                return
            self._stand_at(await self._query(log.extent))
            self._tasks = [
                asyncio.create_task(work)
                for work in (
                    self._listen(),
                    every(GLANCE, self._glance),
                    every(REJOIN, self._rejoin),
                    every(INSPECTION, self._inspect),
                )
            ]

    async def _listen(self) -> None:
        """Waits at the doorbell, for ever: while the layer is away, the glances go on."""
        pause, longest = RETRY
        while layer := get_channel_layer():
            try:
                self._channel = await layer.new_channel()
                await layer.group_add(relay.GROUP, self._channel)
                while True:
                    ring = await layer.receive(self._channel)
                    pause, _ = RETRY
                    await self._hear(**ring)
            except Exception as error:
                logger.warning("The channel layer does not answer, only the glances go on: %r", error)
                self._channel = None
                await asyncio.sleep(random.uniform(pause / 2, pause))
                pause = min(pause * 2, longest)

    async def _rejoin(self) -> None:
        """A layer forgets members: after a day, or when a message was not fetched for a minute."""
        if self._channel and (layer := get_channel_layer()):
            await layer.group_add(relay.GROUP, self._channel)

    async def _hear(self, *, epoch: str, last: int, copies: Iterable[tuple[int, str, str]], **_: Any) -> None:
        async with self._moving:
            if epoch != self.epoch:
                return  # the next glance looks into it
            for seq, audience, frame in copies:
                await self._read_up_to(seq - 1)
                if seq > self.last:
                    await self._fan_out(log.Entry(seq, frozenset(map(Audience, audience.split())), frame))
            await self._read_up_to(last)

    async def _glance(self) -> None:
        """Numbers what a process left behind when it died, and finds what the bell did not bring."""
        await self._query(relay.relay_pending)
        extent = await self._query(log.extent)
        async with self._moving:
            if extent.epoch == self.epoch and extent.last < self.last:
                extent = await self._query(log.branch_off, self.epoch, self.last)
            if extent.epoch != self.epoch:
                self._begin_again(extent)
            await self._read_up_to(extent.last)

    def _begin_again(self, extent: log.Extent) -> None:
        """Nobody can say what was missed between two logs: all come back, are told so, and load what they show."""
        logger.warning("Another log, %s, has taken the place of %s.", extent.epoch, self.position)
        self._stand_at(extent)
        self._recent.clear()
        for connection in self._hearing(frozenset({Audience.EVERYONE})):
            connection.close(Close.RESTART)

    def _stand_at(self, extent: log.Extent) -> None:
        self.epoch, _, self.last = extent
        self.position = str(Cursor(self.epoch, self.last))

    async def _read_up_to(self, number: int) -> None:
        while self.last < number:
            page = await self._query(log.read, self.epoch, self.last, PAGE)
            if not page or page[0].seq > self.last + 1:
                # Nobody has it any more: it was trimmed while this process was far behind.
                self._recent.clear()
                self.last = page[0].seq - 1 if page else number
            for entry in page:
                await self._fan_out(entry)

    async def _fan_out(self, entry: log.Entry) -> None:
        # First this, then who listens: who joins from here on finds the event in what was.
        self._recent.append(entry)
        self.last = entry.seq
        message = frame_message(entry.frame)
        for count, connection in enumerate(self._hearing(entry.audiences), start=1):
            connection.push(message)
            if count % BREATH == 0:
                await asyncio.sleep(0)
        self.position = str(Cursor(self.epoch, self.last))

    def _hearing(self, audiences: frozenset[Audience]) -> list[Connection]:
        """Each connection once, however many of its audiences are addressed."""
        heard = [self._listeners[audience] for audience in audiences if audience in self._listeners]
        return list(set().union(*heard) if len(heard) > 1 else heard[0]) if heard else []

    async def _inspect(self) -> None:
        """Nobody goes on hearing what a session allowed that has ended."""
        listening = self._hearing(frozenset({Audience.EVERYONE}))
        leaving = await self._query(departures, {connection.visitor for connection in listening})
        for connection in listening:
            if connection.visitor in leaving:
                connection.close(leaving[connection.visitor])

    async def _query(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        run = database_sync_to_async(function, thread_sensitive=False, executor=self._threads)
        return await run(*args, **kwargs)  # type: ignore[no-any-return]


hubs: WeakKeyDictionary[asyncio.AbstractEventLoop, Hub] = WeakKeyDictionary()


async def every(seconds: float, work: Callable[[], Awaitable[None]]) -> None:
    """Whatever goes wrong once may go right the next time. Jittered, or all processes would look together."""
    while True:
        await asyncio.sleep(random.uniform(0.8, 1.2) * seconds)
        try:
            await work()
        except Exception:
            logger.exception("%s failed; it is tried again.", work.__qualname__)
