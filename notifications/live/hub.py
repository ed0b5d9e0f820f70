"""Fan out: one hub per process brings each event to the local connections that hear it."""

import asyncio
import random
from collections.abc import Callable, Iterator
from itertools import groupby
from operator import attrgetter
from weakref import WeakKeyDictionary

from notifications import metrics
from notifications.audiences import Audience
from notifications.log import reader as log
from notifications.log.cursors import Cursor
from notifications.log.frames import control_frame
from notifications.servers.base import Text
from notifications.servers.sigterm import before_sigterm

from . import replay
from .close_codes import Close
from .connection import Connection
from .follower import Follower, every
from .sessions import departures

INSPECTION = 30.0  # seconds between two looks at the sessions of those who listen
BREATH = 25  # sockets written to before the loop may do something else: take the next event in, above all
DRAIN = 3.0  # seconds over which a great many connections are asked to leave
DRAIN_BATCH = 100  # connections asked to leave at once, at least
RETURN = 2.0, 5000.0  # milliseconds a connection over which the clients spread their return, and at most
GOODBYE = 2.0  # seconds that goodbyes may take; who does not read loses theirs


class Hub:
    """Everyone who listens in this process, by what they hear."""

    def __init__(self) -> None:
        self.follower = Follower(self._fan_out, self._begin_again)
        self.is_draining = False
        self._listeners: dict[Audience, set[Connection]] = {}
        self._inspecting: asyncio.Task[None] | None = None
        self._stay: Callable[[], None] = lambda: None

    @classmethod
    def current(cls) -> "Hub":
        """That of the running event loop, of which a server's process has one."""
        loop = asyncio.get_running_loop()
        if loop not in hubs:
            hubs[loop] = cls()
        return hubs[loop]

    async def stop(self) -> None:
        self._stay()
        if self._inspecting:
            self._inspecting.cancel()
        await self.follower.stop()

    # --- Connections come and go ---------------------------------------------------------------------

    async def join(self, connection: Connection, cursor: str | None) -> None:
        """With a `cursor` (empty: from now on) the connection first gets what it missed, then `sync`."""
        if await self.follower.start():
            self._inspecting = asyncio.create_task(every(INSPECTION, self._inspect))
            self._stay = before_sigterm(self.drain)
            metrics.CONNECTIONS.set_function(lambda: self.connections_of(Audience.EVERYONE))
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
        cursor = await replay.known_cursor(self.follower, text)
        connection.hold()
        self._register(connection)
        epoch, upto = self.follower.epoch, self.follower.last  # not one await since the line above
        frames = await replay.missed(self.follower, connection.visitor, cursor, upto) if cursor else None
        for frame in frames or ():
            await connection.write(Text(frame))
        recovered = frames is not None or not text
        sync = control_frame("sync", recovered=recovered, replayed=len(frames or ()), cursor=str(Cursor(epoch, upto)))
        await connection.write(Text(sync))
        await connection.release()
        if text:
            metrics.REPLAYS.labels(recovered=recovered).inc()

    # --- Events come ---------------------------------------------------------------------------------

    async def _fan_out(self, entries: list[log.Entry]) -> None:
        """What came together goes out together: those that the same people hear, in one write to each socket."""
        # All of it known before the first is written: who joins meanwhile has found these events in what was.
        hearing = {audiences: self._hearing(audiences) for audiences in {entry.audiences for entry in entries}}
        written = 0
        for audiences, run in groupby(entries, key=attrgetter("audiences")):
            text = Text(*(entry.frame for entry in run))
            for connection in hearing[audiences]:
                connection.push(text)
                written += 1
                if written % BREATH == 0:
                    await asyncio.sleep(0)
            metrics.FRAMES.inc(len(hearing[audiences]) * len(text.messages))
        metrics.EVENTS.inc(len(entries))

    def _hearing(self, audiences: frozenset[Audience]) -> list[Connection]:
        """Each connection once, however many of its audiences are addressed."""
        heard = [self._listeners[audience] for audience in audiences if audience in self._listeners]
        return list(set().union(*heard) if len(heard) > 1 else heard[0]) if heard else []

    def _everyone(self) -> list[Connection]:
        return self._hearing(frozenset({Audience.EVERYONE}))

    # --- Connections are asked to leave --------------------------------------------------------------

    def _begin_again(self) -> None:
        """Nobody can say what was missed between two logs: all come back, are told so, and load what they show."""
        for connection in self._everyone():
            connection.close(Close.RESTART)

    async def _inspect(self) -> None:
        """Nobody goes on hearing what a session allowed that has ended."""
        listening = self._everyone()
        leaving = await self.follower.query(departures, {connection.visitor for connection in listening})
        for connection in listening:
            if connection.visitor in leaving:
                connection.close(leaving[connection.visitor])

    async def drain(self) -> None:
        """Asks everyone to come back to another process, a few at a time, so that it can take them in."""
        self.is_draining = True
        leaving = self._everyone()
        slope, most = RETURN
        spread = min(slope * len(leaving), most)
        for batch in batches(leaving, max(DRAIN_BATCH, len(leaving) // 20)):
            for connection in batch:
                if connection.resumes:
                    retry = control_frame("drain", retry_ms=round(random.uniform(0, spread)))
                    connection.push(Text(retry))
                connection.close(Close.RESTART)
            await asyncio.sleep(DRAIN * len(batch) / len(leaving) if len(leaving) > DRAIN_BATCH else 0)
        goodbyes = [connection.goodbye for connection in leaving if connection.goodbye]
        if goodbyes:
            await asyncio.wait(goodbyes, timeout=GOODBYE)


def batches(connections: list[Connection], size: int) -> Iterator[list[Connection]]:
    for start in range(0, len(connections), size):
        yield connections[start : start + size]


hubs: WeakKeyDictionary[asyncio.AbstractEventLoop, Hub] = WeakKeyDictionary()
