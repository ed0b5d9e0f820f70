"""uvicorn with our protocol class: the same frames, written without an ASGI message for each socket."""

import asyncio
import json
import logging
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
import trustme
from django.contrib.auth.models import User
from websockets.asyncio.client import ClientConnection
from websockets.exceptions import ConnectionClosed
from websockets.extensions.permessage_deflate import PerMessageDeflate

from notifications.audiences import Audience
from notifications.drafts import Draft
from notifications.live import connection
from notifications.live.hub import Hub
from notifications.servers import detect
from notifications.servers.uvicorn import FrameProtocol, RawSocket
from tests.notifications.conftest import Live, arecord, open_doors, serving
from tests.notifications.sample.events import BookCreated, DoorsOpened
from tests.waiting import auntil

BIG = Draft("news", "Big", b'{"x": "%s"}' % (b"x" * 30_000), frozenset({Audience.EVERYONE}))

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
async def lane(transactional_db: None) -> AsyncIterator[Live]:
    async with serving(FrameProtocol) as server:
        yield server


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Record for each frame whether it could be written at once."""
    answers: list[bool] = []
    original: Callable[[RawSocket, bytes], bool] = RawSocket.write

    def write(self: RawSocket, wire: bytes) -> bool:
        answers.append(original(self, wire))
        return answers[-1]

    monkeypatch.setattr(RawSocket, "write", write)
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
        assert pong == {"control": "pong", "cursor": Hub.current().cursor}


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
    lane: Live, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(connection, "QUEUE_FRAMES", 5)
    caplog.set_level(logging.INFO, "notifications")
    async with lane.connect(max_queue=1) as slow, lane.connect() as quick:
        slow.transport.pause_reading()
        reading = asyncio.create_task(drain(quick))
        while "does not keep up" not in caplog.text:  # fill the kernel's buffer, then the transport's, then the queue
            await arecord(BIG)
        slow.transport.resume_reading()
        assert await drain(slow) == 4408
        await quick.close()
        assert await reading == 1000


async def test_nothing_overtakes_what_waits_in_the_transport(lane: Live, written: list[bool]) -> None:
    async with lane.connect(max_queue=1) as socket:
        written.clear()
        socket.transport.pause_reading()
        bigs = 0
        while all(written):  # the last frame was written in part, and the rest is buffered
            await arecord(BIG)
            bigs += 1
        for hour in range(3):
            await open_doors(hour)
        await socket.send('{"control": "ping"}')
        socket.transport.resume_reading()
        heard = [json.loads(await socket.recv()) for _ in range(bigs + 4)]
        assert [frame.get("message") for frame in heard if "control" not in frame] == (
            ["Big"] * bigs + [f"Open since {hour} o'clock" for hour in range(3)]
        )
        written.clear()
        await open_doors(9)
        assert await message(socket) == "Open since 9 o'clock"
        assert written == [True]


async def test_behind_tls_it_is_not_taken(transactional_db: None, tmp_path: Path, written: list[bool]) -> None:
    authority = trustme.CA()
    certificate = authority.issue_cert("127.0.0.1")
    (file := tmp_path / "server.pem").write_bytes(certificate.private_key_and_cert_chain_pem.bytes())
    trusting = ssl.create_default_context()
    authority.configure_trust(trusting)
    async with serving(FrameProtocol, ssl_certfile=file) as server, server.connect(ssl=trusting) as socket:
        await open_doors(9)
        assert await message(socket) == "Open since 9 o'clock"
        assert written == []


async def drain(socket: ClientConnection) -> int | None:
    try:
        while True:
            await socket.recv()
    except ConnectionClosed as end:
        return end.rcvd.code if end.rcvd else None


async def test_uvicorn_still_has_what_the_lane_and_the_sockets_reach_for(
    lane: Live, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If an upgrade moves these internals, this test fails first; the platform falls back to ASGI's `send`."""
    found: list[Any] = []

    def socket_of(send: Callable[..., Awaitable[None]]) -> Any:
        found.append(detect.socket_of(send))  # type: ignore[arg-type]
        return found[-1]

    monkeypatch.setattr("notifications.live.consumers.socket_of", socket_of)
    async with lane.connect():
        await auntil(lambda: found, "the connection to begin")
    assert [type(socket) for socket in found] == [RawSocket]
