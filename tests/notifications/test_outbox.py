import json

import pytest
from django.contrib.auth.models import User
from django.core import serializers
from django.db import transaction
from django.db.models.signals import post_save
from pytest_django import DjangoAssertNumQueries

from notifications.drafts import InvalidDraft
from notifications.models import Notification
from notifications.outbox import record
from tests.notifications.sample.events import BookCreated, DoorsOpened, LoanDue, doors_opened, season_opened
from tests.notifications.sample.models import Book

pytestmark = pytest.mark.django_db(transaction=True)


def told() -> list[str]:
    """The messages of the log, in the order of their numbers."""
    return list(Notification.objects.exclude(seq=None).order_by("seq").values_list("message", flat=True))


def change_mind() -> None:
    transaction.set_rollback(True)


def test_a_recorded_event_is_a_row_of_the_log() -> None:
    record(LoanDue(title="Rayuela", reader_id=7))
    row = Notification.objects.get()
    assert (row.type, row.message, row.audience, row.level, json.loads(row.data)) == (
        *("loan_due", "Bring back Rayuela", "user:7", "warning"),
        {"title": "Rayuela", "reader_id": 7},
    )


def test_an_event_gets_its_number_when_the_transaction_commits() -> None:
    with transaction.atomic():
        record(DoorsOpened(hour=9))
        assert Notification.objects.get().seq is None
    assert Notification.objects.get().seq == 1


def test_a_rollback_leaves_no_event() -> None:
    with transaction.atomic():
        Book.objects.create(title="Rayuela")
        record(DoorsOpened(hour=9))
        change_mind()
    assert not Book.objects.exists()
    assert not Notification.objects.exists()


def test_a_savepoint_that_is_rolled_back_takes_only_its_own_events() -> None:
    with transaction.atomic():
        record(DoorsOpened(hour=9))
        with transaction.atomic():
            record(DoorsOpened(hour=10))
            change_mind()
        record(DoorsOpened(hour=11))
    assert told() == ["Open since 9 o'clock", "Open since 11 o'clock"]


def test_events_of_one_transaction_are_numbered_in_the_order_in_which_they_were_recorded() -> None:
    with transaction.atomic():
        for hour in (3, 1, 2):
            record(DoorsOpened(hour=hour))
    assert told() == [f"Open since {hour} o'clock" for hour in (3, 1, 2)]


def test_where_one_event_is_invalid_none_is_recorded() -> None:
    class Whisper(LoanDue):
        message = "\x00"

    with pytest.raises(InvalidDraft):
        record(DoorsOpened(hour=9), Whisper(title="", reader_id=1))
    assert not Notification.objects.exists()


def test_recording_nothing_costs_nothing(django_assert_num_queries: object) -> None:
    with django_assert_num_queries(0):  # type: ignore[operator]
        assert record() == []


def test_a_created_row_is_told_with_its_event(ana: User) -> None:
    Book.objects.create(title="Rayuela", owner=ana)
    assert told() == ["New book: Rayuela"]


def test_a_row_and_its_event_are_committed_together() -> None:
    """post_save is sent after the row's own transaction, so without RecordedModel the book would be committed."""

    class Nameless(BookCreated):
        message = "\x00"

    def broken(sender: object, instance: Book, **_: object) -> None:
        record(Nameless(title="", owner_id=None))

    post_save.connect(broken, sender=Book)
    try:
        with pytest.raises(InvalidDraft):
            Book.objects.create(title="Rayuela")
    finally:
        post_save.disconnect(broken, sender=Book)
    assert not Book.objects.exists()
    assert not Notification.objects.exists()


def test_a_changed_row_is_not_told_again() -> None:
    book = Book.objects.create(title="Rayuela")
    book.title = "Rayuela, 2nd edition"
    book.save()
    assert told() == ["New book: Rayuela"]


def test_an_event_may_have_nothing_to_tell() -> None:
    Book.objects.create(title="(untold)")
    assert told() == []


def test_rows_created_in_bulk_are_told_too() -> None:
    Book.objects.bulk_create([Book(title="Rayuela"), Book(title="Ficciones")])
    assert told() == ["New book: Rayuela", "New book: Ficciones"]


def test_a_bulk_creation_that_cannot_say_what_it_created_is_refused() -> None:
    with pytest.raises(NotImplementedError, match=r"the events book_created of library\.Book would be lost"):
        Book.objects.bulk_create([Book(title="Rayuela")], ignore_conflicts=True)
    assert not Book.objects.exists()


def test_options_of_a_bulk_creation_count_by_place_too() -> None:
    """The third positional argument is `ignore_conflicts`; a row that existed would be announced as new."""
    Book.objects.create(pk=1, title="Rayuela")
    with pytest.raises(NotImplementedError, match="cannot tell which rows it created"):
        Book.objects.bulk_create([Book(pk=1, title="Rayuela")], None, True)
    assert told() == ["New book: Rayuela"]


def test_a_row_in_another_database_than_the_log_is_refused() -> None:
    """No transaction covers both, so its event could be lost."""
    sent = {"sender": Book, "instance": Book(title="Rayuela"), "created": True, "raw": False, "using": "archive"}
    with pytest.raises(NotImplementedError, match=r"A library\.Book was saved to the database 'archive'"):
        post_save.send(**sent)
    assert not Notification.objects.exists()


def test_a_fixture_is_silent() -> None:
    fixture = json.dumps([{"model": "library.book", "pk": 1, "fields": {"title": "Rayuela"}}])
    for row in serializers.deserialize("json", fixture):
        row.save()
    assert Book.objects.count() == 1
    assert told() == []


def test_a_signal_is_told_with_its_argument() -> None:
    doors_opened.send(sender=None, hour=9)
    assert told() == ["Open since 9 o'clock"]


def test_a_signal_of_many_tells_each_of_them_in_one_statement(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with transaction.atomic(), django_assert_num_queries(1):
        season_opened.send(sender=None, hours=[9, 10, 11])
    assert told() == ["Open since 9 o'clock", "Open since 10 o'clock", "Open since 11 o'clock"]
