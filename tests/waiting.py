"""Wait in tests for a condition, never for a time."""

import asyncio
import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")
PATIENCE = 60.0  # seconds; a shared machine may be slow


def until(condition: Callable[[], T], what: str, patience: float = PATIENCE) -> T:
    """Poll until `condition()` is true, and return its value."""
    deadline = time.monotonic() + patience
    while not (value := condition()):
        if time.monotonic() > deadline:
            raise TimeoutError(f"Waited {patience} s for {what}.")
        time.sleep(0.02)
    return value


async def auntil(condition: Callable[[], T], what: str, patience: float = PATIENCE) -> T:
    deadline = time.monotonic() + patience
    while not (value := condition()):
        if time.monotonic() > deadline:
            raise TimeoutError(f"Waited {patience} s for {what}.")
        await asyncio.sleep(0.01)
    return value
