"""Run work when the process is told to stop, before the server closes its sockets, on any server."""

import asyncio
import logging
import signal
import threading
from collections.abc import Awaitable, Callable
from types import FrameType

logger = logging.getLogger(__name__)


def before_sigterm(work: Callable[[], Awaitable[None]]) -> Callable[[], None]:
    """On SIGTERM await `work`, then stop as the server would have; a second SIGTERM stops at once.

    Call it in the running event loop, after the server has set its own handler. Return a function that undoes it.
    """
    if threading.current_thread() is not threading.main_thread():
        return lambda: None  # only the main thread receives signals
    loop = asyncio.get_running_loop()
    original = signal.getsignal(signal.SIGTERM)

    async def stop(signum: int, frame: FrameType | None) -> None:
        try:
            await work()
        except Exception:
            logger.exception("The work before the end of the process failed.")
        if callable(original):
            original(signum, frame)
        else:
            signal.raise_signal(signum)

    def handler(signum: int, frame: FrameType | None) -> None:
        signal.signal(signum, original)
        loop.call_soon_threadsafe(lambda: asyncio.ensure_future(stop(signum, frame)))

    def undo() -> None:
        if signal.getsignal(signal.SIGTERM) is handler:
            signal.signal(signal.SIGTERM, original)

    signal.signal(signal.SIGTERM, handler)
    return undo
