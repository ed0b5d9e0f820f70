"""Divide the machine: one core for the measured server, the other for the load and everything else."""

import os
import platform
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

CORES = sorted(os.sched_getaffinity(0))
CROWD, SERVER = CORES[0], CORES[-1]


@contextmanager
def on(core: int) -> Iterator[None]:
    """Run the processes that are started inside on this core only."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {core})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def allow_many_sockets() -> int:
    """Raise the limit of open files of this process and its children to the hard limit, and return it."""
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    return hard


def description() -> dict[str, str | int]:
    model = [line for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name")]
    return {
        "cores": len(CORES),
        "processor": model[0].partition(": ")[2] if model else platform.machine(),
        "kernel": platform.release(),
        "python": platform.python_version(),
    }
