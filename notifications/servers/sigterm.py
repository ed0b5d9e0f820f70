"""Leave: on SIGTERM everyone is asked to come back before the server closes its doors, whichever server it is."""

import asyncio
import logging
import signal
import threading
from collections.abc import Awaitable, Callable
from types import FrameType
from typing import Any

logger = logging.getLogger(__name__)


def before_sigterm(work: Callable[[], Awaitable[None]]) -> Callable[[], None]:
    """Runs `work` when the process is told to stop, then lets it stop as it would have; a second signal is
    obeyed at once. To be called when the server has set its own handler. Returns what undoes it.
    """
    if threading.current_thread() is not threading.main_thread():
        return lambda: None  # only the main thread is told of signals
    loop = asyncio.get_running_loop()
    otherwise: Any = signal.getsignal(signal.SIGTERM)

    async def leave(signum: int, frame: FrameType | None) -> None:
        try:
            await work()
        except Exception:
            logger.exception("Could not take leave of the clients.")
        if callable(otherwise):
            otherwise(signum, frame)
        else:
            signal.raise_signal(signum)

    def handler(signum: int, frame: FrameType | None) -> None:
        signal.signal(signum, otherwise)
        loop.call_soon_threadsafe(lambda: asyncio.ensure_future(leave(signum, frame)))

    def undo() -> None:
        if signal.getsignal(signal.SIGTERM) is handler:
            signal.signal(signal.SIGTERM, otherwise)

    signal.signal(signal.SIGTERM, handler)
    return undo
