"""Shared by the whole suite: markers for tests that need system packages, and servers that several tests use."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from deploy.parts import initdbs
from tests.servers import PostgreSQL, Redis

NEEDS: dict[str, tuple[str, Callable[[], bool]]] = {
    "redis": ("redis-server", Path("/usr/bin/redis-server").exists),
    "postgresql": ("postgresql", lambda: bool(initdbs())),
    "browser": ("chromium", Path("/usr/bin/chromium").exists),
    "nginx": ("nginx-light", Path("/usr/sbin/nginx").exists),
}


def pytest_runtest_setup(item: pytest.Item) -> None:
    for marker, (package, is_there) in NEEDS.items():
        if item.get_closest_marker(marker) and not is_there():
            reason = f"needs Debian's package {package}"
            if os.environ.get("CI") == "true":
                pytest.fail(f"{reason}; with CI=true nothing is skipped", pytrace=False)
            pytest.skip(reason)


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
