"""`/ws` through a real server: audiences, replay, and how a connection ends."""

import asyncio
import json
import logging
from typing import Any

import pytest
from channels.db import database_sync_to_async
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidStatus

from notifications.audiences import Audience
from notifications.doorbells.channel_layer import RING, Ring
from notifications.drafts import Draft
from notifications.live import consumers, replay
from notifications.live import hub as hub_module
from notifications.live.hub import Hub
from notifications.models import Notification, Stream
from notifications.outbox import to_row
from tests.notifications.conftest import Live, arecord, open_doors
from tests.notifications.sample.events import BookCreated, DoorsOpened, LoanDue
from tests.notifications.sample.models import Book
from tests.waiting import auntil

pytestmark = pytest.mark.django_db(transaction=True)


async def heard(socket: ClientConnection, count: int = 1) -> list[str]:
    """Receive `count` events and return their messages."""
    return [json.loads(await socket.recv())["message"] for _ in range(count)]


async def control(socket: ClientConnection) -> dict[str, Any]:
    frame: dict[str, Any] = json.loads(await socket.recv())
    assert "type" not in frame
    return frame


async def closed(socket: ClientConnection) -> int | None:
    """The close code of the connection, after all its frames."""
    try:
        while True:
            await socket.recv()
    except ConnectionClosed as end:
        return end.rcvd.code if end.rcvd else None


async def synchronised(socket: ClientConnection) -> dict[str, Any]:
    """Receive `sync`, and the pong that answers the ping of `Live.connect`."""
    sync, pong = await control(socket), await control(socket)
    assert pong["control"] == "pong"
    return sync


# --- Audiences -----------------------------------------------------------------------------------------


async def test_everyone_hears_what_is_for_everyone(live: Live, ana: User) -> None:
    async with live.connect() as anonymous, live.connect(ana) as known:
        await open_doors(9)
        assert await heard(anonymous) == await heard(known) == ["Open since 9 o'clock"]


async def test_an_event_reaches_staff_and_its_owner_and_nobody_else(
    live: Live, ana: User, bruno: User, carla: User
) -> None:
    async with (
        live.connect(ana) as owner,
        live.connect(bruno) as staff,
        live.connect(carla) as other,
        live.connect() as anonymous,
    ):
        await arecord(BookCreated(title="Rayuela", owner_id=ana.pk))
        await open_doors(9)
        assert await heard(owner, 2) == await heard(staff, 2) == ["New book: Rayuela", "Open since 9 o'clock"]
        assert await heard(other) == await heard(anonymous) == ["Open since 9 o'clock"]


async def test_members_are_those_who_have_logged_in(live: Live, ana: User) -> None:
    async with live.connect(ana) as member, live.connect() as anonymous:
        await arecord(Draft("news", "For members", b"{}", frozenset({Audience.MEMBERS})))
        await open_doors(9)
        assert await heard(member) == ["For members"]
        assert await heard(anonymous) == ["Open since 9 o'clock"]


async def test_who_is_in_two_audiences_of_an_event_hears_it_once(live: Live, bruno: User) -> None:
    async with live.connect(bruno) as socket:
        await arecord(BookCreated(title="Rayuela", owner_id=bruno.pk))
        await open_doors(9)
        assert await heard(socket, 2) == ["New book: Rayuela", "Open since 9 o'clock"]


async def test_a_row_saved_in_a_rolled_back_transaction_is_never_heard(live: Live, bruno: User) -> None:
    @database_sync_to_async
    def change_mind() -> None:
        with transaction.atomic():
            Book.objects.create(title="Rayuela")
            transaction.set_rollback(True)

    async with live.connect(bruno) as socket:
        await change_mind()
        await open_doors(9)
        assert await heard(socket) == ["Open since 9 o'clock"]


async def test_a_cookie_of_no_session_makes_an_anonymous_visitor(live: Live) -> None:
    async with live.connect(additional_headers={"Cookie": "sessionid=forgotten"}) as socket:
        await open_doors(9)
        assert await heard(socket) == ["Open since 9 o'clock"]


# --- The frame -----------------------------------------------------------------------------------------


async def test_a_plain_connection_hears_events_and_no_control_frames(live: Live) -> None:
    """As in the system's document: new WebSocket("/ws"), JSON.parse, toast(data.message)."""
    async with connect(f"ws://127.0.0.1:{live.port}/ws") as socket:
        await auntil(lambda: Hub.current().connections_of(Audience.EVERYONE), "the connection to be counted in")
        await open_doors(9)
        frame = json.loads(await socket.recv())
    row = await Notification.objects.aget()
    stream = await Stream.objects.aget()
    assert frame == {
        "id": f"{stream.epoch}-1",
        "type": "doors_opened",
        "message": "Open since 9 o'clock",
        "data": {"hour": 9},
        "at": row.at.isoformat().replace("+00:00", "Z"),
        "level": "success",
    }


# --- Reconnecting --------------------------------------------------------------------------------------


async def epoch() -> str:
    stream: Stream = await database_sync_to_async(Stream.current)()
    return stream.epoch


async def test_a_new_client_learns_where_it_is(live: Live) -> None:
    await open_doors(9)
    async with live.connect(cursor="") as socket:
        assert await synchronised(socket) == {
            "control": "sync",
            "recovered": True,
            "replayed": 0,
            "cursor": f"{await epoch()}-1",
        }


async def test_a_returning_client_gets_what_it_missed_then_sync_then_what_happens(live: Live, ana: User) -> None:
    await arecord(DoorsOpened(hour=1), LoanDue(title="Rayuela", reader_id=ana.pk), DoorsOpened(hour=2))
    async with live.connect(ana, cursor=f"{await epoch()}-1") as socket:
        assert await heard(socket, 2) == ["Bring back Rayuela", "Open since 2 o'clock"]
        assert await synchronised(socket) == {
            "control": "sync",
            "recovered": True,
            "replayed": 2,
            "cursor": f"{await epoch()}-3",
        }
        await open_doors(3)
        assert await heard(socket) == ["Open since 3 o'clock"]


async def test_a_replay_holds_nothing_that_is_for_others(live: Live, ana: User, carla: User) -> None:
    await arecord(LoanDue(title="Rayuela", reader_id=ana.pk), BookCreated(title="Ficciones", owner_id=ana.pk))
    async with live.connect(carla, cursor=f"{await epoch()}-0") as socket:
        assert (await synchronised(socket))["replayed"] == 0


async def test_what_is_remembered_is_replayed_without_a_query(live: Live, monkeypatch: pytest.MonkeyPatch) -> None:
    async with live.connect() as first:
        await open_doors(1)
        await open_doors(2)
        await heard(first, 2)
    await database_sync_to_async(Notification.objects.all().delete)()
    async with live.connect(cursor=f"{await epoch()}-1") as socket:
        assert await heard(socket) == ["Open since 2 o'clock"]


@pytest.mark.parametrize("cursor", ["nonsense", "00000000-0", "{epoch}-99", "{epoch}-1x", "-1", "%00"])
async def test_a_cursor_that_leads_nowhere_is_answered_with_recovered_false(live: Live, cursor: str) -> None:
    await open_doors(9)
    async with live.connect(cursor=cursor.format(epoch=await epoch())) as socket:
        assert await synchronised(socket) == {
            "control": "sync",
            "recovered": False,
            "replayed": 0,
            "cursor": f"{await epoch()}-1",
        }


async def test_who_missed_what_is_no_longer_kept_is_told_so(live: Live) -> None:
    await arecord(*(DoorsOpened(hour=hour) for hour in range(5)))
    await Stream.objects.aupdate(first=3)
    async with live.connect(cursor=f"{await epoch()}-1") as socket:
        assert (await synchronised(socket))["recovered"] is False
    async with live.connect(cursor=f"{await epoch()}-2") as socket:
        assert await heard(socket, 3) == [f"Open since {hour} o'clock" for hour in (2, 3, 4)]


async def test_who_missed_too_much_is_told_to_reload(live: Live, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(replay, "LIMIT", 3)
    monkeypatch.setattr(replay, "PAGE", 2)
    await arecord(*(DoorsOpened(hour=hour) for hour in range(5)))
    async with live.connect(cursor=f"{await epoch()}-1") as socket:
        assert (await synchronised(socket))["recovered"] is False
    async with live.connect(cursor=f"{await epoch()}-2") as socket:
        assert await heard(socket, 3) == [f"Open since {hour} o'clock" for hour in (2, 3, 4)]


async def test_a_client_may_know_more_than_this_process(live: Live, monkeypatch: pytest.MonkeyPatch) -> None:
    """It was connected to another process, which got the doorbell a moment earlier."""
    monkeypatch.setattr(hub_module, "CATCH_UP", 3600)
    monkeypatch.setattr("notifications.log.relay.ring", lambda *_: None)
    async with live.connect():
        await open_doors(9)
        async with live.connect(cursor=f"{await epoch()}-1") as socket:
            assert (await synchronised(socket))["recovered"] is True


async def test_nothing_is_missed_or_doubled_when_events_come_during_a_replay(live: Live) -> None:
    await arecord(*(DoorsOpened(hour=hour) for hour in range(300)))

    async def publish() -> None:
        for hour in range(300, 400):
            await open_doors(hour)

    publishing = asyncio.create_task(publish())
    ids: list[int] = []
    async with live.connect(cursor=f"{await epoch()}-0") as socket:
        while not ids or ids[-1] < 400:
            frame = json.loads(await socket.recv())
            if "type" in frame:
                ids.append(int(frame["id"].split("-")[1]))
    await publishing
    assert ids == list(range(1, 401))


# --- Following the log ---------------------------------------------------------------------------------


async def test_an_event_that_rang_no_bell_is_found_in_the_log(live: Live, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("notifications.log.relay.ring", lambda *_: None)
    async with live.connect() as socket:
        await open_doors(9)
        assert await heard(socket) == ["Open since 9 o'clock"]


async def test_what_a_dead_process_left_behind_is_found_and_numbered(live: Live) -> None:
    async with live.connect() as socket:
        await database_sync_to_async(to_row(DoorsOpened(hour=9).draft(), timezone.now()).save)()
        assert await heard(socket) == ["Open since 9 o'clock"]


async def test_a_gap_between_two_rings_is_read_from_the_log(live: Live, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hub_module, "CATCH_UP", 3600)
    async with live.connect() as socket:
        with monkeypatch.context() as silence:
            silence.setattr("notifications.log.relay.ring", lambda *_: None)
            await open_doors(1)
        await open_doors(2)
        assert await heard(socket, 2) == ["Open since 1 o'clock", "Open since 2 o'clock"]


async def test_rings_that_come_late_or_twice_are_dropped(live: Live) -> None:
    async with live.connect() as socket:
        await open_doors(1)
        ring = Ring(type=RING, epoch=await epoch(), last=1, copies=[(1, "everyone", "{}")])
        await Hub.current().receive([ring])
        await open_doors(2)
        assert await heard(socket, 2) == ["Open since 1 o'clock", "Open since 2 o'clock"]


async def test_a_ring_with_more_events_than_copies_sends_the_hub_to_the_log(
    live: Live, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hub_module, "CATCH_UP", 3600)
    monkeypatch.setattr("notifications.log.relay.COPIES", 300)
    async with live.connect() as socket:
        await arecord(*(DoorsOpened(hour=hour) for hour in range(5)))
        assert await heard(socket, 5) == [f"Open since {hour} o'clock" for hour in range(5)]


async def test_when_another_log_takes_the_place_everyone_comes_back_and_is_told(
    live: Live, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hub_module, "CATCH_UP", 0.05)
    await open_doors(1)
    async with live.connect(cursor="") as socket:
        cursor = (await synchronised(socket))["cursor"]
        await Stream.objects.aupdate(epoch="ffffffff")
        assert await closed(socket) == 1012
    async with live.connect(cursor=cursor) as socket:
        assert (await synchronised(socket))["recovered"] is False


async def test_a_restored_backup_is_another_log(live: Live, monkeypatch: pytest.MonkeyPatch) -> None:
    """Clients have already seen events with the next numbers, and would drop the new ones as duplicates."""
    monkeypatch.setattr(hub_module, "CATCH_UP", 0.05)
    await arecord(*(DoorsOpened(hour=hour) for hour in range(3)))
    before = await epoch()
    async with live.connect() as socket:
        await Notification.objects.filter(seq__gt=1).adelete()
        await Stream.objects.aupdate(last=1)
        assert await closed(socket) == 1012
    assert await epoch() != before


# --- Disconnects ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("said", ["hola", '{"control": "fly"}', "[]", "[" * 20_000, b"\x00\xff", "7", '{"type": "x"}'])
async def test_what_ws_does_not_understand_ends_the_connection_with_4400(live: Live, said: str | bytes) -> None:
    async with live.connect(cursor="") as socket, live.connect() as other:
        await synchronised(socket)
        await socket.send(said)
        error = await control(socket)
        assert (error["control"], error["code"]) == ("error", "malformed")
        assert await closed(socket) == 4400
        await open_doors(9)
        assert await heard(other) == ["Open since 9 o'clock"]


async def test_a_client_that_talks_too_much_is_closed_with_4429(live: Live) -> None:
    async with live.connect() as socket:
        for _ in range(consumers.REQUESTS + 1):
            await socket.send('{"control": "ping"}')
        assert await closed(socket) == 4429


async def test_one_person_cannot_hold_every_connection(
    live: Live, ana: User, carla: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(consumers, "CONNECTIONS", 1)
    async with live.connect(ana), live.connect(carla):
        with pytest.raises(ConnectionClosed) as end:
            async with live.connect(ana):
                pass
    assert end.value.rcvd is not None
    assert end.value.rcvd.code == 4429


@pytest.mark.parametrize("reason", ["logout", "deactivation", "another password"])
async def test_nobody_goes_on_listening_when_their_session_has_ended(
    live: Live, ana: User, reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hub_module, "INSPECT", 0.05)
    async with live.connect(ana) as socket, live.connect() as anonymous:
        if reason == "logout":
            await Session.objects.all().adelete()
        elif reason == "deactivation":
            await User.objects.filter(pk=ana.pk).aupdate(is_active=False)
        else:
            await User.objects.filter(pk=ana.pk).aupdate(password="another")
        assert await closed(socket) == 4401
        await open_doors(9)
        assert await heard(anonymous) == ["Open since 9 o'clock"]


async def test_who_is_no_longer_staff_comes_back_as_what_they_are(
    live: Live, bruno: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hub_module, "INSPECT", 0.05)
    async with live.connect(bruno) as socket:
        await User.objects.filter(pk=bruno.pk).aupdate(is_staff=False)
        assert await closed(socket) == 1012


async def test_a_connection_that_ends_is_forgotten(live: Live, ana: User) -> None:
    hub = Hub.current()
    async with live.connect(ana):
        assert hub.connections_of(Audience.EVERYONE) == hub.connections_of(Audience.user(ana.pk)) == 1
    await auntil(lambda: not hub.connections_of(Audience.EVERYONE), "the connection to be forgotten")
    assert hub.connections_of(Audience.user(ana.pk)) == 0


async def test_a_database_that_does_not_answer_is_told_with_1013_and_no_traceback_leaves(
    live: Live, ana: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(*_: Any) -> None:
        raise OSError("no database")

    monkeypatch.setattr(Hub, "join", broken)
    async with connect(f"ws://127.0.0.1:{live.port}/ws") as socket:
        assert await closed(socket) == 1013


# --- The handshake -------------------------------------------------------------------------------------


async def status_of(url: str, origin: str | None) -> int:
    try:
        async with connect(url, origin=origin):  # type: ignore[arg-type]
            return 101
    except InvalidStatus as refusal:
        return refusal.response.status_code


@pytest.mark.parametrize(
    ("origin", "status"),
    [
        ("http://127.0.0.1:{port}", 101),
        ("https://127.0.0.1:{port}", 101),  # behind a proxy that terminates TLS
        ("https://app.example.com", 101),  # in ALLOWED_ORIGINS
        (None, 101),  # a program
        ("http://127.0.0.1:1", 403),
        ("https://evil.example", 403),
        ("https://app.example.com.evil.example", 403),
        ("https://evil.example/http://127.0.0.1:{port}", 403),
        ("null", 403),
        ("", 403),
    ],
)
async def test_pages_of_other_sites_are_refused_in_the_handshake(live: Live, origin: str | None, status: int) -> None:
    url = f"ws://127.0.0.1:{live.port}/ws"
    assert await status_of(url, origin and origin.format(port=live.port)) == status


@pytest.mark.parametrize("path", ["/", "/wss", "/ws/other", "/admin/"])
async def test_unknown_paths_are_refused_without_a_traceback(
    live: Live, path: str, caplog: pytest.LogCaptureFixture
) -> None:
    assert await status_of(f"ws://127.0.0.1:{live.port}{path}", None) == 403
    assert [entry for entry in caplog.records if entry.levelno >= logging.ERROR] == []


# --- Shutdown ------------------------------------------------------------------------------------------


async def test_a_process_that_leaves_asks_everyone_to_come_back(live: Live) -> None:
    async with live.connect(cursor="") as resuming, live.connect() as plain:
        await synchronised(resuming)
        await Hub.current().drain()
        drain = await control(resuming)
        assert (drain["control"], type(drain["retry_ms"])) == ("drain", int)
        assert [await closed(resuming), await closed(plain)] == [1012, 1012]


async def test_a_process_that_leaves_sends_new_connections_to_another(live: Live) -> None:
    async with live.connect():
        await Hub.current().drain()
    assert await status_of(f"ws://127.0.0.1:{live.port}/ws", None) == 503
