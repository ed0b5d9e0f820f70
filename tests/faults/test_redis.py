"""The doorbell breaks in every possible way: events come a little later, each once and in order, without a restart."""

import asyncio
import signal
import time
from collections.abc import Callable, Iterator

import pytest
import redis as client_of_redis

from tests.faults.conftest import Deployment, daphne_and_uvicorn
from tests.faults.ledger import Ledger
from tests.faults.listener import Listener, listening
from tests.faults.traffic import Traffic, publishing
from tests.servers import PostgreSQL, Redis
from tests.waiting import auntil

OUTAGE = 20.0  # seconds
PAUSE = 5.0  # as long as Redis does not answer publishers and subscribers, on connections that stay open
LATE = 3.0  # seconds within which an event without a ring arrives
PROMPT = 0.25  # seconds; five events in a row within this time were rung for


@pytest.fixture(scope="module")
def doorbell() -> Iterator[Redis]:
    """A server for this test alone."""
    with Redis() as server:
        yield server


@pytest.fixture(scope="module")
def around_it(doorbell: Redis, postgresql: PostgreSQL) -> Iterator[Deployment]:
    with daphne_and_uvicorn(postgresql.new_database(), doorbell) as servers:
        yield servers


def is_stopped_for_a_while(redis: Redis) -> None:
    redis.stop()
    time.sleep(OUTAGE)
    redis.start()


def is_killed_and_restarted(redis: Redis) -> None:
    redis.stop(signal.SIGKILL)
    redis.start()


def is_flushed(redis: Redis) -> None:
    order(redis, "FLUSHALL")


def loses_its_subscribers(redis: Redis) -> None:
    order(redis, "CLIENT KILL TYPE pubsub")


def answers_nobody_for_a_while(redis: Redis) -> None:
    order(redis, f"CLIENT PAUSE {PAUSE * 1000:.0f} ALL")
    time.sleep(PAUSE)


def order(redis: Redis, command: str) -> None:
    with client_of_redis.Redis(port=redis.port) as connection:
        connection.execute_command(*command.split())


FAULTS = [
    is_stopped_for_a_while,
    is_killed_and_restarted,
    is_flushed,
    loses_its_subscribers,
    answers_nobody_for_a_while,
]


@pytest.mark.redis
@pytest.mark.postgresql
@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
async def test_nothing_is_lost_when_redis(
    fault: Callable[[Redis], None], doorbell: Redis, around_it: Deployment
) -> None:
    listeners = [Listener(server) for server in around_it]
    async with listening(*listeners):
        async with publishing(*around_it) as traffic:
            await auntil(lambda: len(traffic.promised) > 10, "publishing to be under way")
            await asyncio.to_thread(fault, doorbell)
            await the_bell_rings_again(traffic, listeners)
        ledger = await asyncio.to_thread(Ledger.of, around_it[0])
        await ledger.has_reached(*listeners)

    mine = ledger.after(listeners[0].beginning)
    assert sorted(zip(mine.messages, mine.numbers, strict=True)) == sorted(traffic.promised.items())
    assert [listener.numbers for listener in listeners] == [mine.numbers] * 2
    assert max(delay for listener in listeners for delay in listener.delays) < LATE
    assert set(traffic.answers) == {200}
    assert [listener.closes for listener in listeners] == [[], []]
    assert [server.is_running for server in around_it] == [True, True]


async def the_bell_rings_again(traffic: Traffic, listeners: list[Listener]) -> None:
    """Wait until both processes get events sooner than regular queries of the log alone could deliver them."""
    await auntil(
        lambda: all(len(one.delays) > 10 and max(one.delays[-5:]) < PROMPT for one in listeners),
        "events to come promptly",
    )
