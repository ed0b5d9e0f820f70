"""Fan out: events that come together are pushed together, to the connections of that moment."""

import asyncio

import pytest

from notifications.audiences import Audience
from notifications.live import hub as module
from notifications.live.connection import Connection
from notifications.live.handshake import Session
from notifications.live.hub import Hub
from notifications.log.reader import Entry
from tests.notifications.test_connection import StubbornSocket
from tests.waiting import auntil

EVERYONE = frozenset({Audience.EVERYONE})
MEMBERS = frozenset({Audience.MEMBERS})


def join(hub: Hub, *audiences: Audience) -> StubbornSocket:
    socket = StubbornSocket()
    hub._register(Connection(socket, Session(EVERYONE | frozenset(audiences))))
    return socket


async def test_each_hears_its_own_in_the_order_of_the_log() -> None:
    hub = Hub()
    member, visitor = join(hub, Audience.MEMBERS), join(hub)
    await hub._fan_out([Entry(1, EVERYONE, "1"), Entry(2, MEMBERS, "2"), Entry(3, EVERYONE, "3")])
    assert (member.taken, visitor.taken) == (["1", "2", "3"], ["1", "3"])


async def test_who_joins_while_events_go_out_hears_none_of_them_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """A replay already contains these events before the first of them is pushed."""
    monkeypatch.setattr(module, "YIELD_EVERY", 1)
    hub = Hub()
    first = join(hub, Audience.MEMBERS)
    going_out = asyncio.create_task(hub._fan_out([Entry(1, EVERYONE, "1"), Entry(2, MEMBERS, "2")]))
    await asyncio.sleep(0)
    assert first.taken == ["1"]
    second = join(hub, Audience.MEMBERS)
    await going_out
    assert (first.taken, second.taken) == (["1", "2"], [])


async def test_who_does_not_read_gets_several_frames_in_order_later() -> None:
    hub = Hub()
    slow = join(hub)
    slow.is_open.clear()
    await hub._fan_out([Entry(1, EVERYONE, "1"), Entry(2, EVERYONE, "2")])
    await hub._fan_out([Entry(3, EVERYONE, "3")])
    slow.is_open.set()
    await auntil(lambda: slow.taken == ["1", "2", "3"], "the frames in order")
