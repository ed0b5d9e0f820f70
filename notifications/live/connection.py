"""Push: the server's end of one socket, which takes frames without making the fan-out wait."""

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable, Coroutine, Generator
from functools import partial

from websockets.frames import Frame, Opcode

from notifications import metrics
from notifications.servers.base import Message, Socket

from .close_codes import Close
from .handshake import Session

logger = logging.getLogger(__name__)

QUEUE_FRAMES = 1000
QUEUE_SIZE = 1024 * 1024  # characters
STALL = 30.0  # seconds that one frame may take to be written
CLOSING = 10.0  # seconds for the closing handshake, after which the connection is cut


class Payload:
    """One or several texts, prepared once for all the sockets that they go to: as ASGI messages and as frames."""

    __slots__ = ("messages", "size", "wire")

    def __init__(self, *texts: str) -> None:
        self.size = sum(map(len, texts))
        self.messages: tuple[Message, ...] = tuple({"type": "websocket.send", "text": text} for text in texts)
        self.wire = b"".join(Frame(Opcode.TEXT, text.encode()).serialize(mask=False) for text in texts)


class Connection:
    """`push()` writes at once if the socket takes it. If it does not, or during a replay, frames wait in a queue.

    A client that reads too slowly and lets the queue fill up is closed with 4408; it resumes from its cursor.
    """

    __slots__ = (
        "_busy",
        "_frames",
        "_queue",
        "_size",
        "_socket",
        "_writer",
        "closing",
        "is_closed",
        "resumes",
        "session",
    )

    def __init__(self, socket: Socket, session: Session, *, resumes: bool = False) -> None:
        self.session = session
        self.resumes = resumes  # it sent a cursor, so it understands control frames
        self.is_closed = False
        self.closing: asyncio.Task[None] | None = None  # the closing handshake
        self._socket = socket
        self._queue: deque[Payload] = deque()
        self._frames = 0  # in the queue
        self._size = 0  # characters in the queue
        self._busy = False
        self._writer: asyncio.Task[None] | None = None

    def push(self, payload: Payload) -> None:
        if self.is_closed:
            return
        if self._busy:
            self._enqueue(payload)
            return
        if self._socket.write(payload.wire):
            return
        sending = self._socket.send_all(payload.messages)
        try:
            waits_for = sending.send(None)
        except StopIteration:
            return  # the socket has taken it
        except Exception as error:
            self._lost(error)
        else:
            self._busy = True
            self._writer = asyncio.create_task(self._write_rest(Resumed(sending, waits_for)))

    def hold(self) -> None:
        """Queue all pushes until `release()`; `write()` sends before them."""
        self._busy = True

    async def write(self, payload: Payload) -> None:
        if not self.is_closed and not self._socket.write(payload.wire):
            await self._with_timeout(self._socket.send_all(payload.messages))

    async def release(self) -> None:
        """Send the queue, then let `push()` write again."""
        while self._queue:
            payload = self._queue.popleft()
            self._frames -= len(payload.messages)
            self._size -= payload.size
            await self.write(payload)
        self._busy = False

    def close(self, code: Close) -> None:
        """Drop the queue and close the socket with `code`, if it is not closed already."""
        if self.is_closed:
            return
        self._end()
        self.closing = asyncio.create_task(self._close_socket(code))
        metrics.CLOSED.labels(code=int(code)).inc()

    def abandon(self) -> None:
        """Release everything: the server has lost the socket."""
        self._end()
        if self.closing:
            self.closing.cancel()

    def _end(self) -> None:
        self.is_closed = True
        self._queue.clear()
        self._frames = self._size = 0
        if self._writer:
            self._writer.cancel()

    def _enqueue(self, payload: Payload) -> None:
        self._queue.append(payload)
        self._frames += len(payload.messages)
        self._size += payload.size
        if self._frames > QUEUE_FRAMES or self._size > QUEUE_SIZE:
            logger.info("Closed a connection that does not keep up: %d frames waited.", self._frames)
            self.close(Close.TOO_SLOW)

    async def _write_rest(self, first: Awaitable[None]) -> None:
        try:
            await self._with_timeout(first)
            await self.release()
        except Exception as error:
            self._lost(error)

    async def _with_timeout(self, writing: Awaitable[None]) -> None:
        try:
            async with asyncio.timeout(STALL):
                await writing
        except TimeoutError:
            logger.info("Closed a connection that reads nothing.")
            self._writer = None  # it may be this very task, which `close()` must not cancel
            self.close(Close.TOO_SLOW)

    async def _close_socket(self, code: Close) -> None:
        """Close, and cut the connection after CLOSING seconds: servers wait for ever for a peer that does not read."""
        try:
            async with asyncio.timeout(CLOSING):
                await self._socket.close(int(code))
                await asyncio.Event().wait()  # until `abandon()` cancels this task
        except TimeoutError:
            self._socket.abort()
        except Exception as error:
            self._lost(error)

    def _lost(self, error: Exception) -> None:
        """Stop pushing. Each server raises its own errors for a lost peer; the consumer gets a disconnect message."""
        logger.debug("A socket was lost: %r", error)
        self.is_closed = True
        self._queue.clear()


class Resumed:
    """Awaits the rest of a coroutine that was advanced by hand to its first suspension.

    Most sends end without suspension, so `push()` creates a task only for the others. Python 3.12 has eager tasks.
    """

    def __init__(self, coroutine: Coroutine[object, object, None], waits_for: object) -> None:
        self._coroutine = coroutine
        self._waits_for = waits_for

    def __await__(self) -> Generator[object, object, None]:
        waits_for = self._waits_for
        while True:
            step: Callable[[], object]
            try:
                yield waits_for
            except BaseException as error:
                step = partial(self._coroutine.throw, error)
            else:
                step = partial(self._coroutine.send, None)
            try:
                waits_for = step()
            except StopIteration:
                return
