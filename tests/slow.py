"""Mark the tests that start a server, a browser or a command as `slow`: `make test-fast` leaves them out."""

import inspect
import multiprocessing
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from math import ceil
from types import CodeType, FunctionType
from typing import Any

import pytest
import uvicorn
from hypothesis import settings

from bench.registry import Registry
from deploy.parts import Part

MEANS = (subprocess, multiprocessing, uvicorn)  # of starting a process, or a server in this one
STARTS = {"subprocess.Popen", "os.fork", "os.forkpty", "os.posix_spawn"}  # Python's audit events
_forbidden = False

settings.register_profile("fast", max_examples=20)  # a fifth of Hypothesis's own 100


def examples(wanted: int) -> int:
    """So many in `make test`; the same share of them as of Hypothesis's default in `make test-fast`."""
    return ceil(wanted * settings().max_examples / 100)


def starts_processes(item: pytest.Item) -> bool:
    """Whether the test, one of its fixtures, or a function of the tests that they call names one of the MEANS."""
    fixtures = item._fixtureinfo.name2fixturedefs.values() if isinstance(item, pytest.Function) else ()
    used = [getattr(item, "function", None), *(definition.func for several in fixtures for definition in several)]
    seen: set[int] = set()
    return any(_leads_to_a_process(inspect.unwrap(function), seen) for function in used if function)


def _leads_to_a_process(named: Any, seen: set[int]) -> bool:
    if any(named is means for means in MEANS):
        return True
    if isinstance(named, type):
        return issubclass(named, (Part, Registry))
    if not isinstance(named, FunctionType) or not named.__module__.startswith("tests.") or id(named) in seen:
        return False
    seen.add(id(named))
    named = inspect.unwrap(named)  # @contextmanager and the like
    names = (named.__globals__.get(name) for name in _names(named.__code__))
    return any(_leads_to_a_process(one, seen) for one in names)


def _names(code: CodeType) -> Iterator[str]:
    yield from code.co_names
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _names(constant)


@contextmanager
def no_process() -> Iterator[None]:
    """Raise an error if a process is started here, because then its test should have been marked."""
    global _forbidden
    _forbidden = True
    try:
        yield
    finally:
        _forbidden = False


def _watch(event: str, arguments: tuple[Any, ...]) -> None:
    if _forbidden and event in STARTS:
        raise RuntimeError(f"{event} in a test that tests/slow.py did not find to be slow: {arguments[:2]}")


sys.addaudithook(_watch)
