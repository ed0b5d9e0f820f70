"""The doorbell rings without making its caller wait, and joins the events of several transactions in few rings."""

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest
from channels.layers import channel_layers, get_channel_layer

from notifications.doorbells.channel_layer import Batch, bind_loop, joined
from tests.notifications.conftest import arecord
from tests.notifications.sample.events import DoorsOpened
from tests.waiting import auntil

pytestmark = pytest.mark.django_db(transaction=True)


class SlowLayer(type(get_channel_layer())):  # type: ignore[misc]
    """A layer that blocks each ring until the test lets it pass."""

    def __init__(self) -> None:
        super().__init__()
        self.rings: list[tuple[int, int]] = []  # the last number of each ring, and how many copies it carries
        self.gate = asyncio.Semaphore(0)

    async def group_send(self, group: str, message: dict[str, Any]) -> None:
        self.rings.append((message["last"], len(message["copies"])))
        await self.gate.acquire()


@pytest.fixture
def layer() -> Iterator[SlowLayer]:
    channel_layers.set("default", slow := SlowLayer())
    yield slow
    channel_layers.backends = {}


def batch(epoch: str, first: int, count: int) -> Batch:
    last = first + count - 1
    return Batch(epoch, first, last, [(seq, "everyone", "{}") for seq in range(first, last + 1)])


async def test_in_a_server_nobody_waits_for_the_channel_layer(layer: SlowLayer) -> None:
    bind_loop(asyncio.get_running_loop())
    await asyncio.wait_for(arecord(DoorsOpened(hour=1)), 5)
    await auntil(lambda: layer.rings == [(1, 1)], "the ring")
    layer.gate.release()


async def test_what_is_recorded_during_a_ring_goes_with_the_next_one(layer: SlowLayer) -> None:
    bind_loop(asyncio.get_running_loop())
    await arecord(DoorsOpened(hour=1))
    await auntil(lambda: layer.rings == [(1, 1)], "the first ring")
    for hour in range(2, 6):
        await arecord(DoorsOpened(hour=hour))
    layer.gate.release()
    await auntil(lambda: len(layer.rings) == 2, "the second ring")
    layer.gate.release()
    assert layer.rings == [(1, 1), (5, 4)]


async def test_where_the_loop_has_ended_a_script_rings_by_itself() -> None:
    bind_loop(ended := asyncio.new_event_loop())
    ended.close()
    rings: list[int] = []

    class Layer(type(get_channel_layer())):  # type: ignore[misc]
        async def group_send(self, group: str, message: dict[str, Any]) -> None:
            rings.append(message["last"])

    channel_layers.set("default", Layer())
    try:
        await arecord(DoorsOpened(hour=1))
        assert rings == [1]
    finally:
        channel_layers.backends = {}


def test_rings_are_joined_in_the_order_of_the_log() -> None:
    whole = joined([batch("e", 4, 1), batch("e", 1, 2), batch("e", 3, 1)])
    assert [(one.first, one.last) for one in whole] == [(1, 4)]


def test_what_another_process_numbered_in_between_keeps_rings_apart() -> None:
    whole = joined([batch("e", 5, 1), batch("e", 1, 2)])
    assert [(one.first, one.last) for one in whole] == [(1, 2), (5, 5)]


def test_two_logs_are_never_joined() -> None:
    whole = joined([batch("old", 1, 1), batch("new", 2, 1)])
    assert [(one.epoch, one.last) for one in whole] == [("new", 2), ("old", 1)]
