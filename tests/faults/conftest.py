"""The two deployments for the faults: one process with embedded services, or several on shared servers."""

import os
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import pytest

from tests.faults.watched import Watched
from tests.servers import Redis

Deployment = Sequence[Watched]

SCALED = pytest.param("scaled", marks=[pytest.mark.redis, pytest.mark.postgresql])


@pytest.fixture(params=["embedded", SCALED])
def deployment(request: pytest.FixtureRequest) -> Iterator[Deployment]:
    """One uvicorn on SQLite and the in-memory layer, or a daphne and a uvicorn on PostgreSQL and Redis."""
    if request.param == "embedded":
        with Watched(kind="uvicorn") as server:
            yield [server]
    else:
        yield request.getfixturevalue("scaled")


@pytest.fixture
def scaled(redis: Redis, database_url: str) -> Iterator[Deployment]:
    with daphne_and_uvicorn(database_url, redis) as servers:
        yield servers


@contextmanager
def daphne_and_uvicorn(database_url: str, redis: Redis) -> Iterator[Deployment]:
    env = {"DATABASE_URL": database_url, "CHANNELS_URL": redis.url}
    with Watched(kind="daphne", env=env) as first, Watched(kind="uvicorn", env=env) as second:
        yield [first, second]


@pytest.fixture
def seed() -> int:
    """A random seed, printed for a failed test. FAULT_SEED repeats it."""
    chosen = int(os.environ.get("FAULT_SEED", secrets.randbelow(10_000)))
    print(f"FAULT_SEED={chosen}")
    return chosen
