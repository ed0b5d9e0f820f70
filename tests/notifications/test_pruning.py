from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from notifications.log import pruning
from notifications.models import Address, Notification, Receipt, Stream
from notifications.outbox import record, to_row
from tests.notifications.sample.events import DoorsOpened

pytestmark = pytest.mark.django_db(transaction=True)


def log_of(*ages: int) -> None:
    """Record one event for each age in days."""
    record(*(DoorsOpened(hour=age) for age in ages))
    for seq, age in enumerate(ages, start=1):
        Notification.objects.filter(seq=seq).update(at=timezone.now() - timedelta(days=age))


def prune(**options: Any) -> str:
    said = StringIO()
    call_command("prune_notifications", stdout=said, **options)
    return said.getvalue().strip()


def kept() -> list[int | None]:
    assert list(Address.objects.order_by("seq").values_list("seq", flat=True)) == list(
        Notification.objects.order_by("seq").values_list("seq", flat=True)
    )
    return list(Notification.objects.order_by("seq").values_list("seq", flat=True))


def test_what_is_too_old_is_forgotten_and_the_log_knows_where_it_begins() -> None:
    log_of(100, 91, 89, 0)
    assert prune() == "2 notifications forgotten; the log holds 3 to 4."
    assert (kept(), Stream.current().first) == ([3, 4], 3)


def test_only_the_newest_may_be_kept() -> None:
    log_of(3, 2, 1, 0)
    assert prune(keep=1) == "3 notifications forgotten; the log holds 4 to 4."
    assert kept() == [4]


def test_many_are_forgotten_in_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pruning, "BATCH", 2)
    log_of(*[100] * 5)
    assert prune() == "5 notifications forgotten; the log holds 6 to 5."
    assert kept() == []


def test_the_log_is_never_trimmed_in_the_middle() -> None:
    log_of(100, 1, 100, 1)
    assert prune() == "1 notifications forgotten; the log holds 2 to 4."


def test_what_has_no_number_yet_is_never_forgotten() -> None:
    row = to_row(DoorsOpened(hour=9).draft(), timezone.now() - timedelta(days=1000))
    row.save()
    assert prune() == "0 notifications forgotten; the log holds 1 to 0."
    assert Notification.objects.count() == 1


def test_numbers_go_on_after_everything_was_forgotten() -> None:
    log_of(100)
    prune()
    record(DoorsOpened(hour=9))
    assert kept() == [2]


def test_receipts_that_nobody_asks_for_any_more_go_too() -> None:
    for days in (1, 3):
        Receipt.objects.create(caller="publisher:1", key=str(days), at=timezone.now() - timedelta(days=days))
    prune()
    assert list(Receipt.objects.values_list("key", flat=True)) == ["1"]


@pytest.mark.parametrize("options", [{"days": -1}, {"keep": -1}])
def test_a_negative_number_is_refused(options: dict[str, int]) -> None:
    with pytest.raises(CommandError, match="cannot be negative"):
        prune(**options)
