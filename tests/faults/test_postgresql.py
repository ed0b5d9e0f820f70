"""PostgreSQL goes away and comes back: no lost event was acknowledged, and no process needs a restart."""

import asyncio
from collections.abc import Iterator

import pytest

from tests.faults.conftest import Deployment, daphne_and_uvicorn
from tests.faults.ledger import Ledger
from tests.faults.listener import Listener, listening
from tests.faults.traffic import publishing
from tests.servers import PostgreSQL, Redis
from tests.waiting import auntil


@pytest.fixture
def database() -> Iterator[PostgreSQL]:
    """A server for this test alone."""
    with PostgreSQL() as server:
        yield server


@pytest.fixture
def around_it(database: PostgreSQL, redis: Redis) -> Iterator[Deployment]:
    with daphne_and_uvicorn(database.new_database(), redis) as servers:
        yield servers


@pytest.mark.redis
@pytest.mark.postgresql
async def test_while_postgresql_restarts_nothing_is_promised_that_is_not_kept(
    database: PostgreSQL, around_it: Deployment
) -> None:
    listeners = [Listener(server) for server in around_it]
    async with listening(*listeners):
        async with publishing(*around_it) as traffic:
            await auntil(lambda: len(traffic.promised) > 20, "publishing to be under way")
            await asyncio.to_thread(database.stop)
            await auntil(lambda: traffic.answers[503] >= 2, "publishers to be refused")
            await asyncio.to_thread(database.start)
            before = len(traffic.promised)
            await auntil(lambda: len(traffic.promised) > before + 20, "publishing to be under way again")
        ledger = await asyncio.to_thread(Ledger.of, around_it[0])
        await ledger.has_reached(*listeners)

    assert sorted(zip(ledger.messages, ledger.numbers, strict=True)) == sorted(traffic.promised.items())
    assert [listener.numbers for listener in listeners] == [ledger.numbers] * 2
    assert set(traffic.answers) == {200, 503}
    assert traffic.evasive == []
    assert [listener.closes for listener in listeners] == [[], []]
    assert [server.is_running for server in around_it] == [True, True]
