"""The two ways to run the platform, as the faults find it: everything in one process, or several on shared servers."""

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
    """One uvicorn on SQLite and the in-memory layer; or a daphne and a uvicorn on PostgreSQL and Redis."""
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
    """Chance that can be repeated: a failure names the seed, and FAULT_SEED sets it."""
    chosen = int(os.environ.get("FAULT_SEED", secrets.randbelow(10_000)))
    print(f"FAULT_SEED={chosen}")
    return chosen
