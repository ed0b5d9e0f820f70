import json
import logging
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest
from asgiref.sync import async_to_sync
from channels.layers import channel_layers, get_channel_layer
from django.db import OperationalError, close_old_connections, connection, transaction
from django.test import override_settings
from django.utils import timezone

from notifications.doorbells.channel_layer import doorbell
from notifications.log import relay
from notifications.log.relay import relay_pending
from notifications.models import Address, Notification, Stream
from notifications.outbox import publish, record, to_row
from tests.notifications.sample.events import BookCreated, DoorsOpened

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def the_layer_is_worth_trying(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doorbell, "_quiet_until", 0.0)


def leave_behind(*hours: int) -> None:
    """Create events as a process leaves them that died between commit and relay."""
    Notification.objects.bulk_create(to_row(DoorsOpened(hour=hour).draft(), timezone.now()) for hour in hours)


@pytest.fixture
def bell() -> Iterator[list[dict[str, Any]]]:
    """The messages of the channel layer to a member of the group."""
    rings: list[dict[str, Any]] = []

    class Layer(type(get_channel_layer())):  # type: ignore[misc]
        async def group_send(self, group: str, message: dict[str, Any]) -> None:
            rings.append({"group": group, **message})

    channel_layers.set("default", Layer())
    yield rings
    channel_layers.backends = {}


def test_the_numbers_have_no_gap_and_follow_the_order_of_the_log() -> None:
    leave_behind(1, 2, 3)
    assert relay_pending() == 3
    assert list(Notification.objects.order_by("id").values_list("seq", flat=True)) == [1, 2, 3]


def test_what_a_dead_process_left_behind_is_relayed_by_the_next_one() -> None:
    leave_behind(1)
    record(DoorsOpened(hour=2))
    assert Stream.current().last == 2


def test_where_nothing_waits_nothing_is_locked(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        assert relay_pending() == 0


def test_more_than_a_batch_is_numbered_in_several(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(relay, "BATCH", 2)
    leave_behind(*range(5))
    assert relay_pending() == 5
    assert Stream.current().last == 5


def test_every_audience_of_an_event_is_an_address_in_the_index() -> None:
    record(BookCreated(title="Rayuela", owner_id=7), DoorsOpened(hour=9))
    assert set(Address.objects.values_list("audience", "seq")) == {("staff", 1), ("user:7", 1), ("everyone", 2)}


def test_numbers_are_never_given_inside_the_transaction_of_somebody_else() -> None:
    leave_behind(1)
    with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
        relay_pending()


def test_the_bell_carries_the_finished_frame(bell: list[dict[str, Any]]) -> None:
    (row,) = record(BookCreated(title="Rayuela", owner_id=7))
    (ring,) = bell
    ((seq, audience, frame),) = ring.pop("copies")
    stream = Stream.current()
    assert ring == {"group": "notifications", "type": "notifications.ring", "epoch": stream.epoch, "last": 1}
    assert (seq, audience) == (1, "staff user:7")
    assert json.loads(frame) == {
        "id": f"{stream.epoch}-1",
        "type": "book_created",
        "message": "New book: Rayuela",
        "data": {"title": "Rayuela", "owner_id": 7},
        "at": row.at.isoformat().replace("+00:00", "Z"),
        "level": "info",
    }


def test_events_committed_together_are_rung_together(bell: list[dict[str, Any]]) -> None:
    with transaction.atomic():
        record(DoorsOpened(hour=1))
        record(DoorsOpened(hour=2))
    assert [(ring["last"], len(ring["copies"])) for ring in bell] == [(2, 2)]


def test_a_ring_carries_no_more_copies_than_fit(bell: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("notifications.log.relay.COPIES", 400)
    record(*(DoorsOpened(hour=hour) for hour in range(10)))
    assert [(ring["last"], len(ring["copies"])) for ring in bell] == [(10, 2)]


def test_a_rolled_back_event_rings_no_bell(bell: list[dict[str, Any]]) -> None:
    with transaction.atomic():
        record(DoorsOpened(hour=9))
        transaction.set_rollback(True)
    assert bell == []


@override_settings(
    CHANNEL_LAYERS={
        "default": {
            "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
            "CONFIG": {"hosts": ["redis://127.0.0.1:1/0"]},
        }
    }
)
def test_a_layer_that_is_down_costs_the_caller_nothing(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, "notifications.doorbells.channel_layer"):
        record(DoorsOpened(hour=9))
    assert Stream.current().last == 1
    assert "The channel layer did not take the ring for" in caplog.text
    assert doorbell._quiet_until > time.monotonic()


def test_after_a_ring_that_was_not_taken_nobody_waits_for_the_layer_for_a_while(
    bell: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doorbell, "_quiet_until", time.monotonic() + 60)
    record(DoorsOpened(hour=9))
    assert (bell, Stream.current().last) == ([], 1)
    monkeypatch.setattr(doorbell, "_quiet_until", time.monotonic())
    record(DoorsOpened(hour=10))
    assert [ring["last"] for ring in bell] == [2]


@override_settings(CHANNEL_LAYERS={})
def test_a_project_without_a_channel_layer_has_its_log_all_the_same() -> None:
    record(DoorsOpened(hour=9))
    assert Stream.current().last == 1


def test_many_who_record_at_once_leave_no_gap_and_no_double() -> None:
    def work(number: int) -> None:
        for turn in range(10):
            with transaction.atomic():
                record(DoorsOpened(hour=number))
                transaction.set_rollback(turn % 3 == 0)
        close_old_connections()

    threads = [threading.Thread(target=work, args=[number]) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert list(Notification.objects.order_by("seq").values_list("seq", flat=True)) == list(range(1, 8 * 6 + 1))


def test_an_asynchronous_caller_records_through_a_thread() -> None:
    from notifications.outbox import arecord

    async_to_sync(arecord)(DoorsOpened(hour=9))
    assert Stream.current().last == 1


def test_outside_a_transaction_one_suffices_and_the_row_knows_its_id() -> None:
    assert publish(DoorsOpened(hour=9)) == [f"{Stream.current().epoch}-1"]


def test_who_waits_longer_gets_the_number_first() -> None:
    leave_behind(1, 2)
    record(DoorsOpened(hour=3))
    messages = Notification.objects.order_by("seq").values_list("message", flat=True)
    assert list(messages) == [f"Open since {hour} o'clock" for hour in (1, 2, 3)]


def test_an_event_that_cannot_be_written_takes_no_number() -> None:
    def fail(execute: Any, sql: str, *rest: Any) -> Any:
        if sql.startswith('INSERT INTO "notifications_notification"'):
            raise OperationalError("disk full")
        return execute(sql, *rest)

    record(DoorsOpened(hour=1))
    with connection.execute_wrapper(fail), pytest.raises(OperationalError):
        record(DoorsOpened(hour=2))
    record(DoorsOpened(hour=3))
    assert list(Notification.objects.order_by("seq").values_list("seq", flat=True)) == [1, 2]
    assert Stream.current().last == 2
