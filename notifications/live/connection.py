"""Push: the server's end of one socket. It takes frames without ever making the one who brings them wait."""

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable, Coroutine, Generator
from functools import partial
from typing import Any

from notifications import metrics
from notifications.servers.base import Socket, Text

from .close_codes import Close
from .sessions import Visitor

logger = logging.getLogger(__name__)

QUEUE_FRAMES = 1000
QUEUE_SIZE = 1024 * 1024  # characters
STALL = 30.0  # seconds that one frame may take to be written
GOODBYE = 10.0  # seconds after which a connection that was closed is gone, read or not


class Connection:
    """`push()` writes at once where the socket takes it. Where it does not, or a replay is under way, frames queue;
    a reader who lets the queue run full is closed with 4408 and resumes later from its cursor.
    """

    __slots__ = (
        *("visitor", "resumes", "is_closed", "goodbye"),
        *("_socket", "_queue", "_frames", "_size", "_busy", "_writer"),
    )

    def __init__(self, socket: Socket, visitor: Visitor, *, resumes: bool = False) -> None:
        self.visitor = visitor
        self.resumes = resumes  # it came with a cursor, so it understands control frames
        self.is_closed = False
        self.goodbye: asyncio.Task[None] | None = None
        self._socket = socket
        self._queue: deque[Text] = deque()
        self._frames = 0  # that are queued, and
        self._size = 0  # their characters
        self._busy = False
        self._writer: asyncio.Task[None] | None = None

    def push(self, text: Text) -> None:
        if self.is_closed:
            return
        if self._busy:
            self._enqueue(text)
            return
        if self._socket.write(text.wire):
            return
        sending = self._socket.send_all(text.messages)
        try:
            waits_for = sending.send(None)
        except StopIteration:
            return  # the socket has taken it
        except Exception as error:
            self._lost(error)
        else:
            self._busy = True
            self._writer = asyncio.create_task(self._write_on(Resumed(sending, waits_for)))

    def hold(self) -> None:
        """What is pushed from now on waits until `release()`, behind what `write()` sends meanwhile."""
        self._busy = True

    async def write(self, text: Text) -> None:
        if not self.is_closed:
            await self._patiently(self._socket.send_all(text.messages))

    async def release(self) -> None:
        while self._queue:
            text = self._queue.popleft()
            self._frames -= len(text.messages)
            self._size -= text.size
            await self.write(text)
        self._busy = False

    def close(self, code: Close) -> None:
        """Says goodbye as far as the peer listens; nothing more is pushed."""
        if self.is_closed:
            return
        self._end()
        self.goodbye = asyncio.create_task(self._say_goodbye(code))
        metrics.CLOSED.labels(code=int(code)).inc()

    def abandon(self) -> None:
        """The socket is gone."""
        self._end()
        if self.goodbye:
            self.goodbye.cancel()

    def _end(self) -> None:
        self.is_closed = True
        self._queue.clear()
        self._frames = self._size = 0
        if self._writer:
            self._writer.cancel()

    def _enqueue(self, text: Text) -> None:
        self._queue.append(text)
        self._frames += len(text.messages)
        self._size += text.size
        if self._frames > QUEUE_FRAMES or self._size > QUEUE_SIZE:
            logger.info("Closed a connection that does not keep up: %d frames waited.", self._frames)
            self.close(Close.TOO_SLOW)

    async def _write_on(self, first: Awaitable[None]) -> None:
        try:
            await self._patiently(first)
            await self.release()
        except Exception as error:
            self._lost(error)

    async def _patiently(self, writing: Awaitable[None]) -> None:
        try:
            async with asyncio.timeout(STALL):
                await writing
        except TimeoutError:
            logger.info("Closed a connection that reads nothing.")
            self._writer = None  # it may be the task we are in, which must not end before it has said so
            self.close(Close.TOO_SLOW)

    async def _say_goodbye(self, code: Close) -> None:
        """Servers wait for ever for a peer that does not read; we do not."""
        try:
            async with asyncio.timeout(GOODBYE):
                await self._socket.close(int(code))
                await asyncio.Event().wait()  # for `abandon()`
        except TimeoutError:
            self._socket.abort()
        except Exception as error:
            self._lost(error)

    def _lost(self, error: Exception) -> None:
        """Servers raise errors of their own where the peer is gone; the consumer hears of it by `disconnect`."""
        logger.debug("A socket took no more: %r", error)
        self.is_closed = True
        self._queue.clear()


class Resumed:
    """Awaits the rest of a coroutine that was advanced by hand to its first wait.

    Most sends end without waiting, so `push()` needs no task for them; the few that wait continue in one.
    (Python 3.12 has eager tasks for this.)
    """

    def __init__(self, coroutine: Coroutine[Any, Any, None], waits_for: Any) -> None:
        self._coroutine = coroutine
        self._waits_for = waits_for

    def __await__(self) -> Generator[Any, Any, None]:
        waits_for = self._waits_for
        while True:
            step: Callable[[], Any]
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
