"""Web processes are killed wherever an event could get lost: each committed event arrives once, and no other."""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from itertools import count

import httpx
import pytest

from notifications.client import AsyncClient, Unavailable
from tests.faults.conftest import SCALED
from tests.faults.keys import publisher_key
from tests.faults.ledger import Ledger
from tests.faults.listener import Listener, listening, number_of
from tests.faults.mortal import ANYWHERE, PLACES, Mortal
from tests.servers import Redis, Server
from tests.waiting import PATIENCE

PUBLISHERS = 4


@pytest.fixture(params=["embedded", SCALED])
def survivors(request: pytest.FixtureRequest) -> Iterator[Sequence[Server]]:
    """A second process on the same database and layer that survives: none, or a daphne on PostgreSQL and Redis."""
    if request.param == "embedded":
        yield []
        return
    redis: Redis = request.getfixturevalue("redis")
    env = {"DATABASE_URL": request.getfixturevalue("database_url"), "CHANNELS_URL": redis.url}
    with Server(kind="daphne", env=env) as server:
        yield [server]


@pytest.mark.parametrize("places", [[*PLACES] * 13, [ANYWHERE] * 12], ids=["at every place", "anywhere"])
async def test_what_a_killed_process_had_committed_is_heard_once_and_nothing_else(
    survivors: Sequence[Server], places: list[str], seed: int
) -> None:
    shared = {name: server.env[name] for server in survivors for name in ("DATABASE_URL", "CHANNELS_URL")}
    with Mortal(places, seed, shared) as mortal:
        key = await asyncio.to_thread(publisher_key, mortal)
        listeners = [Listener(server) for server in (mortal, *survivors)]
        async with listening(*listeners):
            # A place that no code passes any more ends the test by this timeout.
            async with asyncio.timeout(2 * PATIENCE):
                careful, careless = await publish_in_parallel(mortal, key, until=lambda: mortal.deaths == places)
            ledger = await asyncio.to_thread(Ledger.of, mortal)
            await ledger.has_reached(*listeners)

    committed = dict(zip(ledger.messages, ledger.numbers, strict=True))
    assert len(committed) == len(ledger)
    assert {said: number for said, number in committed.items() if said not in careless} == careful
    # A publisher without retries does not know all outcomes; acknowledged events are kept, and none is invented.
    assert {said: committed[said] for said, number in careless.items() if number} == {
        said: number for said, number in careless.items() if number
    }
    assert ledger.numbers == list(range(1, len(ledger) + 1))
    assert [listener.numbers for listener in listeners] == [ledger.numbers] * len(listeners)
    assert [listener.messages for listener in listeners] == [ledger.messages] * len(listeners)


async def publish_in_parallel(
    server: Server, key: str, *, until: Callable[[], bool]
) -> tuple[dict[str, int], dict[str, int | None]]:
    """The acknowledged number of each message, of publishers with retries and of one without."""
    acknowledged: dict[str, int] = {}
    careless: dict[str, int | None] = {}

    async def publish_carelessly() -> None:
        """Publish without an idempotency key, on the path that numbers an event in its own transaction."""
        headers = {"Authorization": f"Bearer {key}"}
        async with httpx.AsyncClient(base_url=server.url, headers=headers, timeout=PATIENCE) as client:
            for number in count(1):
                message = f"careless.{number}"
                careless[message] = None
                with suppress(httpx.TransportError):
                    response = await client.post("/notify", json={"type": "prueba", "message": message})
                    careless[message] = number_of(response.raise_for_status().json()["id"])
                if until():
                    return

    async def publish(publisher: int) -> None:
        async with AsyncClient(server.url, key, retries=0) as client:
            for number in count(1):
                message = f"{publisher}.{number}"
                acknowledged[message] = await publish_surely(client, message)
                if until():
                    return

    async with asyncio.TaskGroup() as publishers:
        for publisher in range(PUBLISHERS):
            publishers.create_task(publish(publisher))
        publishers.create_task(publish_carelessly())
    return acknowledged, careless


async def publish_surely(client: AsyncClient, message: str) -> int:
    """A dead process may or may not have recorded the event; the same idempotency key makes a retry safe."""
    while True:
        try:
            return number_of(await client.publish("prueba", message, idempotency_key=message))
        except Unavailable:
            continue
