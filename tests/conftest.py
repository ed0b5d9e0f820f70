"""Shared by the whole suite: markers, the way tests run in parallel, and servers that several tests use."""

import os
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest

from deploy.parts import initdbs
from tests.servers import PostgreSQL, Redis
from tests.slow import no_process, starts_processes

NEEDS: dict[str, tuple[str, Callable[[], bool]]] = {
    "redis": ("redis-server", Path("/usr/bin/redis-server").exists),
    "postgresql": ("postgresql", lambda: bool(initdbs())),
    "browser": ("chromium", Path("/usr/bin/chromium").exists),
    "nginx": ("nginx-light", Path("/usr/sbin/nginx").exists),
}

# One worker of pytest-xdist runs all tests of such a folder: they share one Chromium, and two faults would disturb each
# other. Every other file goes to the worker that is free.
TOGETHER = ("tests/browser/", "tests/faults/")


@pytest.hookimpl(tryfirst=True)  # before `-m` selects by these markers
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")
        if any(item.get_closest_marker(marker) for marker in NEEDS) or starts_processes(item):
            item.add_marker("slow")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    with nullcontext() if item.get_closest_marker("slow") else no_process():
        return (yield)


def pytest_runtest_setup(item: pytest.Item) -> None:
    for marker, (package, is_there) in NEEDS.items():
        if item.get_closest_marker(marker) and not is_there():
            reason = f"needs Debian's package {package}"
            if os.environ.get("CI") == "true":
                pytest.fail(f"{reason}; with CI=true nothing is skipped", pytrace=False)
            pytest.skip(reason)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    from xdist.scheduler import LoadFileScheduling

    class LoadFolderScheduling(LoadFileScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return next((folder for folder in TOGETHER if nodeid.startswith(folder)), super()._split_scope(nodeid))

    return LoadFolderScheduling(config, log)


@pytest.fixture(scope="session")
def redis() -> Iterator[Redis]:
    with Redis() as server:
        yield server


@pytest.fixture(scope="session")
def postgresql() -> Iterator[PostgreSQL]:
    with PostgreSQL() as server:
        yield server


@pytest.fixture
def database_url(postgresql: PostgreSQL) -> str:
    """An empty database for this test only."""
    return postgresql.new_database()
