"""Sockets break at any moment: each listener gets the events for its user in order, each once."""

import asyncio
from random import Random

from notifications.client import AsyncClient
from tests.faults.conftest import Deployment
from tests.faults.keys import publisher_key
from tests.faults.ledger import Ledger
from tests.faults.listener import Listener, listening
from tests.faults.people import NOBODY, Person, invite
from tests.faults.publications import publications, record_elsewhere
from tests.servers import Server

EVENTS = 20_000
PART = 5_000
BATCH = 100
MEMBERS, STAFF, SOCKETS_EACH = 30, 5, 5  # 175 sockets, and 25 anonymous ones
BREAKS_A_SECOND = 100


async def test_200_listeners_whose_sockets_break_get_all_of_20000_events(deployment: Deployment, seed: int) -> None:
    people = await asyncio.to_thread(invite, deployment[0], MEMBERS, STAFF)
    behind_sockets = [person for person in people for _ in range(SOCKETS_EACH)] + [NOBODY] * 25
    listeners = [Listener(*deployment, person=person) for person in behind_sockets]
    async with listening(*listeners):
        breaking = asyncio.create_task(break_sockets(listeners, Random(seed)))
        await publish(deployment, people, seed)
        breaking.cancel()
        ledger = await asyncio.to_thread(Ledger.of, deployment[0])
        await ledger.has_reached(*listeners)

    said = [message for message in ledger.messages if message.startswith("event ")]
    assert said == [f"event {number}" for number in range(1, EVENTS + 1)]
    assert [one.numbers for one in listeners] == [ledger.heard_by(one.person, one.beginning) for one in listeners]
    assert all(listener.was_always_recovered for listener in listeners)
    assert sum(len(listener.syncs) - 1 for listener in listeners) > len(listeners) // 2  # connections did break


async def break_sockets(listeners: list[Listener], rng: Random) -> None:
    while True:
        await asyncio.sleep(rng.expovariate(BREAKS_A_SECOND))
        rng.choice(listeners).lose_connection()


async def publish(deployment: Deployment, people: list[Person], seed: int) -> None:
    """Publish over HTTP to a single process; with several, record in a process of its own."""
    if len(deployment) == 1:
        await post(deployment[0], people, seed)
        return
    for first in range(1, EVENTS + 1, PART):
        await asyncio.to_thread(record_elsewhere, deployment[0], people, seed=seed + first, first=first, amount=PART)


async def post(server: Server, people: list[Person], seed: int) -> None:
    said = publications([person.pk for person in people if person.pk], seed)
    async with AsyncClient(server.url, await asyncio.to_thread(publisher_key, server)) as client:
        for _ in range(0, EVENTS, BATCH):
            await client.publish_all([next(said) for _ in range(BATCH)])
