"""Fan out: one hub per process follows the log and pushes each event to the local connections that may hear it.

Rings of the doorbell bring events at once, with copies. A look at the log every second or so finds the events that no
ring brought: the layer was down, a process died before it rang, a ring was lost.
"""

import asyncio
from collections.abc import Callable, Collection, Mapping
from itertools import groupby
from operator import attrgetter
from weakref import WeakKeyDictionary

from notifications import metrics
from notifications.audiences import Audience
from notifications.doorbells.channel_layer import Listener, Ring, bind_loop
from notifications.log.frames import Cursor, control_frame
from notifications.log.reader import Entry
from notifications.servers.sigterm import before_sigterm

from . import replay
from .close_codes import Close
from .connection import Connection, Payload
from .drain import drain
from .follower import PAGE, Follower, repeat_every
from .sessions import close_ended

CATCH_UP = 1.0  # seconds between two looks at the log
PROBE = 5.0  # seconds between two probes of the channel layer
INSPECT = 30.0  # seconds between two checks of the connected sessions
YIELD_EVERY = 25  # pushes before other tasks of the loop may run, above all the one that receives the next event

EVERYONE = frozenset({Audience.EVERYONE})
NO_COPIES: Mapping[int, Entry] = {}


class Hub(Follower):
    """The connections of this process, by the audiences that they hear."""

    def __init__(self) -> None:
        super().__init__()
        self.listener = Listener(self.receive)
        self.is_draining = False
        self._connections: dict[Audience, set[Connection]] = {}
        self._starting = asyncio.Lock()
        self._undo_sigterm: Callable[[], None] | None = None  # None: not started

    @classmethod
    def current(cls) -> "Hub":
        """The hub of the running event loop; a server process has one loop."""
        loop = asyncio.get_running_loop()
        if loop not in hubs:
            hubs[loop] = cls()
        return hubs[loop]

    # --- Life --------------------------------------------------------------------------------------------------

    async def start(self) -> None:
        """Begin at the end of the log, the first time it is called."""
        async with self._starting:
            if self._undo_sigterm:
                return
            bind_loop(asyncio.get_running_loop())
            await self.move_to_end()
            self.run(repeat_every(CATCH_UP, self.catch_up), repeat_every(INSPECT, self._inspect))
            self.run(self.listener.subscribe(), self.listener.dispatch(), repeat_every(PROBE, self.listener.probe))
            self._undo_sigterm = before_sigterm(self.drain)
            metrics.CONNECTIONS.set_function(lambda: self.connections_of(Audience.EVERYONE))

    async def stop(self) -> None:
        if self._undo_sigterm:
            self._undo_sigterm()
        await super().stop()

    async def drain(self) -> None:
        """Decline new connections, and ask those of now to reconnect to another process."""
        self.is_draining = True
        await drain(self._everyone())

    async def _inspect(self) -> None:
        """Close the connections of sessions that have ended or hear something else."""
        await close_ended(self._everyone(), self.query)

    def _restart_all(self) -> None:
        """Close all connections: their clients return, are told so, and reload what they show."""
        for connection in self._everyone():
            connection.close(Close.RESTART)

    # --- Connections -------------------------------------------------------------------------------------------

    async def join(self, connection: Connection, cursor: str | None) -> None:
        """Push all future events to `connection`. With a `cursor` ("": from now on) first replay what it missed."""
        if not self._undo_sigterm:
            await self.start()
        if cursor is None:
            self._register(connection)
        else:
            await self._resume(connection, cursor)

    def leave(self, connection: Connection) -> None:
        for audience in connection.session.audiences:
            connections = self._connections.get(audience, set())
            connections.discard(connection)
            if not connections:
                self._connections.pop(audience, None)

    def connections_of(self, audience: Audience) -> int:
        return len(self._connections.get(audience, ()))

    def _register(self, connection: Connection) -> None:
        for audience in connection.session.audiences:
            self._connections.setdefault(audience, set()).add(connection)

    async def _resume(self, connection: Connection, text: str) -> None:
        """Replay without a gap or a duplicate: events fanned out from here on wait behind the replay."""
        cursor = Cursor.parse(text)
        if cursor and cursor.epoch == self.epoch and cursor.seq > self.last:
            await self.catch_up()  # another process pushed events that this one has not heard of yet
        connection.hold()
        self._register(connection)
        epoch, upto = self.epoch, self.last  # no await since `_register()`
        frames: list[str] | None = None
        if cursor and cursor.epoch == epoch and cursor.seq <= upto:
            frames = self._remembered(connection.session.audiences, cursor.seq)
            if frames is None:
                frames = await replay.missed(self.query, connection.session.audiences, cursor, upto)
        for frame in frames or ():
            await connection.write(Payload(frame))
        recovered = frames is not None or not text
        sync = control_frame("sync", recovered=recovered, replayed=len(frames or ()), cursor=str(Cursor(epoch, upto)))
        await connection.write(Payload(sync))
        await connection.release()
        if text:
            metrics.REPLAYS.labels(recovered=recovered).inc()

    def _remembered(self, audiences: frozenset[Audience], seq: int) -> list[str] | None:
        """The frames after `seq` for `audiences`; None if `recent` does not reach back that far."""
        if seq == self.last:
            return []
        if not self.recent or self.recent[0].seq > seq + 1:
            return None
        return [e.frame for e in self.recent if e.seq > seq and not e.audiences.isdisjoint(audiences)]

    def _everyone(self) -> list[Connection]:
        return self._recipients(EVERYONE)

    # --- Events ------------------------------------------------------------------------------------------------

    async def receive(self, rings: Collection[Ring]) -> None:
        """Advance to the newest event of `rings`, with their copies as far as they reach without a gap."""
        async with self._moving:
            rings = [ring for ring in rings if ring["epoch"] == self.epoch]  # catch_up() looks into another epoch
            copies = {
                seq: Entry(seq, frozenset(map(Audience, audiences.split())), frame)
                for ring in rings
                for seq, audiences, frame in ring["copies"]
            }
            await self._advance_to(max((ring["last"] for ring in rings), default=0), copies)

    async def _advance_to(self, number: int, copies: Mapping[int, Entry] = NO_COPIES) -> None:
        while self.last < number:
            if entries := following(self.last, copies) or await self._read_next(number):
                # Before the first push: a connection that joins during the fan-out gets these from `recent`.
                self.recent.extend(entries)
                self.last = entries[-1].seq
                await self._fan_out(entries)
                self.cursor = str(Cursor(self.epoch, self.last))

    async def _fan_out(self, entries: list[Entry]) -> None:
        """Push `entries`: consecutive events for the same audiences go to each connection in one write."""
        # Resolve all recipients before the first write. A connection that joins during the loop gets these events
        # from its replay.
        recipients = {audiences: self._recipients(audiences) for audiences in {entry.audiences for entry in entries}}
        pushes = 0
        for audiences, run in groupby(entries, key=attrgetter("audiences")):
            payload = Payload(*(entry.frame for entry in run))
            for connection in recipients[audiences]:
                connection.push(payload)
                pushes += 1
                if pushes % YIELD_EVERY == 0:
                    await asyncio.sleep(0)
            metrics.FRAMES.inc(len(recipients[audiences]) * len(payload.messages))
        metrics.EVENTS.inc(len(entries))

    def _recipients(self, audiences: frozenset[Audience]) -> list[Connection]:
        """Each connection once, also if several of its audiences are addressed."""
        found = [self._connections[audience] for audience in audiences if audience in self._connections]
        return list(set().union(*found) if len(found) > 1 else found[0]) if found else []


def following(last: int, copies: Mapping[int, Entry]) -> list[Entry]:
    """The copies that come after number `last` without a gap, at most PAGE."""
    entries: list[Entry] = []
    while len(entries) < PAGE and (entry := copies.get(last + 1 + len(entries))):
        entries.append(entry)
    return entries


hubs: WeakKeyDictionary[asyncio.AbstractEventLoop, Hub] = WeakKeyDictionary()
