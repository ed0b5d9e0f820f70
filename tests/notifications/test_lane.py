"""uvicorn with our protocol class: the same frames, written without a message for each socket."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from websockets.asyncio.client import ClientConnection
from websockets.exceptions import ConnectionClosed
from websockets.extensions.permessage_deflate import PerMessageDeflate

from notifications import connection, sockets
from notifications.audiences import Audience
from notifications.drafts import Draft
from notifications.hub import Hub
from notifications.lane import FrameProtocol
from notifications.sockets import LaneSocket
from tests.notifications.conftest import Live, arecord, open_doors, serving
from tests.notifications.sample.events import BookCreated, DoorsOpened
from tests.waiting import auntil

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
async def lane(transactional_db: None) -> AsyncIterator[Live]:
    async with serving(FrameProtocol) as server:
        yield server


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Whether each frame could be written at once."""
    answers: list[bool] = []
    original: Callable[[FrameProtocol, bytes], bool] = FrameProtocol.write_frame

    def write_frame(self: FrameProtocol, frame: bytes) -> bool:
        answers.append(original(self, frame))
        return answers[-1]

    monkeypatch.setattr(FrameProtocol, "write_frame", write_frame)
    return answers


async def message(socket: ClientConnection) -> str:
    return str(json.loads(await socket.recv())["message"])


@pytest.mark.parametrize("compression", ["deflate", None])
async def test_the_frames_are_the_same_whatever_was_negotiated(
    lane: Live, written: list[bool], compression: str | None
) -> None:
    async with lane.connect(compression=compression) as socket:
        deflates = any(isinstance(extension, PerMessageDeflate) for extension in socket.protocol.extensions)
        assert deflates == (compression == "deflate")
        written.clear()
        for hour in range(3):
            await open_doors(hour)
        assert [await message(socket) for _ in range(3)] == [f"Open since {hour} o'clock" for hour in range(3)]
        assert written == [True] * 3


@pytest.mark.parametrize("length", [1, 125, 126, 400, 30_000])
async def test_frames_of_every_length_arrive_whole(lane: Live, length: int) -> None:
    data = json.dumps({"text": "ñ" * (length // 2)}, ensure_ascii=False).encode()
    async with lane.connect() as socket:
        await arecord(Draft("news", "Long", data, frozenset({Audience.EVERYONE})))
        assert json.loads(await socket.recv())["data"] == json.loads(data)


async def test_control_frames_and_events_keep_their_order(lane: Live) -> None:
    async with lane.connect(cursor="") as socket:
        assert [json.loads(await socket.recv())["control"] for _ in range(2)] == ["sync", "pong"]
        await open_doors(9)
        await message(socket)
        await socket.send('{"control": "ping"}')
        pong = json.loads(await socket.recv())
        assert pong == {"control": "pong", "cursor": Hub.current().follower.position}


async def test_what_comes_together_for_the_same_people_is_written_at_once(lane: Live, written: list[bool]) -> None:
    async with lane.connect() as socket:
        written.clear()
        await arecord(*(DoorsOpened(hour=hour) for hour in range(20)))
        assert [await message(socket) for _ in range(20)] == [f"Open since {hour} o'clock" for hour in range(20)]
        assert written == [True]


async def test_events_for_others_in_between_change_nothing_of_the_order(lane: Live, ana: User, carla: User) -> None:
    async with lane.connect(ana) as owner, lane.connect(carla) as other:
        await arecord(
            DoorsOpened(hour=1), DoorsOpened(hour=2), BookCreated(title="Rayuela", owner_id=ana.pk), DoorsOpened(hour=3)
        )
        hours = [f"Open since {hour} o'clock" for hour in (1, 2, 3)]
        assert [await message(owner) for _ in range(4)] == [*hours[:2], "New book: Rayuela", hours[2]]
        assert [await message(other) for _ in range(3)] == hours


async def test_audiences_are_what_they_are(lane: Live, ana: User, carla: User) -> None:
    async with lane.connect(ana) as owner, lane.connect(carla) as other:
        await arecord(BookCreated(title="Rayuela", owner_id=ana.pk))
        await open_doors(9)
        assert await message(owner) == "New book: Rayuela"
        assert await message(other) == "Open since 9 o'clock"


async def test_a_reader_who_stops_is_queued_for_and_then_closed_and_others_are_not_held_up(
    lane: Live, written: list[bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "QUEUE_FRAMES", 5)
    big = Draft("news", "Big", b'{"x": "%s"}' % (b"x" * 30_000), frozenset({Audience.EVERYONE}))
    async with lane.connect(max_queue=1) as slow, lane.connect() as quick:
        slow.transport.pause_reading()
        reading = asyncio.create_task(drain(quick))
        while all(written):  # until the kernel's buffers and uvicorn's are full
            await arecord(big)
        for _ in range(8):
            await arecord(big)
        slow.transport.resume_reading()
        assert await drain(slow) == 4408
        await quick.close()
        assert await reading == 1000


async def drain(socket: ClientConnection) -> int | None:
    try:
        while True:
            await socket.recv()
    except ConnectionClosed as end:
        return end.rcvd.code if end.rcvd else None


async def test_uvicorn_still_has_what_the_lane_and_the_sockets_reach_for(
    lane: Live, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If an upgrade moves them, this fails first and says so, and everything goes on the slow way."""
    found: list[Any] = []

    def socket_of(send: Callable[..., Awaitable[None]]) -> Any:
        found.append(sockets.socket_of(send))  # type: ignore[arg-type]
        return found[-1]

    monkeypatch.setattr("notifications.consumers.socket_of", socket_of)
    async with lane.connect():
        await auntil(lambda: found, "the connection to begin")
    assert [type(socket) for socket in found] == [LaneSocket]
