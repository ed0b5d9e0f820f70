"""One client never reads, among many that do: the others are not delayed, and it gets all events when it reads."""

import asyncio
import secrets
from math import ceil
from typing import Literal

import pytest

from notifications.client import AsyncClient, Publication
from notifications.live.close_codes import Close
from tests.faults.keys import publisher_key
from tests.faults.ledger import Ledger
from tests.faults.listener import Listener, listening
from tests.faults.watched import Watched
from tests.servers import Server
from tests.waiting import auntil

OTHERS = 100
EVENTS = 600
SIZE = 12 * 1024  # bytes of an event: all events exceed the buffers of kernel, server and queue for one socket
BATCH = 5
RATE = 75  # events a second
RECEIVE_BUFFER = 64 * 1024  # of a phone; loopback would buffer megabytes
MEMORY = 16 * 2**20  # bytes that the slow client may cost, including its queue
WORSE, HICCUP = 3, 0.25  # the allowed factor for the others' p99, and seconds for a shared machine


@pytest.mark.parametrize("kind", ["daphne", "uvicorn"])
async def test_one_who_never_reads_is_closed_and_costs_the_others_nothing(kind: Literal["daphne", "uvicorn"]) -> None:
    with Watched(kind=kind) as server:
        key = await asyncio.to_thread(publisher_key, server)
        others = [Listener(server) for _ in range(OTHERS)]
        slow = Listener(server, receive_buffer=RECEIVE_BUFFER)
        async with listening(*others):
            await publish(server, key, EVENTS // 2)
            undisturbed = await take_delays(others, EVENTS // 2)
            memory = server.memory
            async with listening(slow):
                slow.stop_reading()
                async with asyncio.TaskGroup() as round_two:
                    round_two.create_task(publish(server, key, EVENTS))
                    await auntil(lambda: "does not keep up" in server.log.read_text(), "the slow one to be given up")
                    grown = server.memory - memory
                    slow.read_on()  # the rest in the kernel's buffer, and then the close code
                disturbed = await take_delays(others, EVENTS)
                ledger = await asyncio.to_thread(Ledger.of, server)
                await ledger.has_reached(slow, *others)

    assert slow.closes == [Close.TOO_SLOW]
    assert slow.was_always_recovered
    assert slow.numbers == ledger.heard_by(slow.person, slow.beginning)
    assert [other.numbers for other in others] == [ledger.numbers] * OTHERS
    assert [other.closes for other in others] == [[]] * OTHERS
    assert grown < MEMORY
    assert p99(disturbed) < WORSE * p99(undisturbed) + HICCUP


async def publish(server: Server, key: str, amount: int) -> None:
    """Publish at a steady rate, as far as the machine can."""
    loop = asyncio.get_running_loop()
    async with AsyncClient(server.url, key) as client:
        begun = loop.time()
        for number in range(0, amount, BATCH):
            await client.publish_all([ballast() for _ in range(BATCH)])
            await asyncio.sleep(begun + (number + BATCH) / RATE - loop.time())


def ballast() -> Publication:
    return Publication(type="prueba", message="heavy", data={"ballast": secrets.token_hex(SIZE // 2)})


async def take_delays(listeners: list[Listener], amount: int) -> list[float]:
    """Return the delays of this round and clear them."""
    await auntil(lambda: all(len(one.delays) >= amount for one in listeners), "the round to be heard")
    delays = [delay for one in listeners for delay in one.delays]
    for one in listeners:
        one.delays.clear()
    return delays


def p99(delays: list[float]) -> float:
    return sorted(delays)[ceil(len(delays) * 0.99) - 1]
