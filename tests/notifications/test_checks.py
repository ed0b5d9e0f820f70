"""The system checks: each faulty declaration or setting has an error with an id of its own."""

from collections.abc import Iterator

import pytest
from django.core.checks import run_checks
from django.test import override_settings

from notifications.audiences import Audience, Owner
from notifications.events import Event, catalogue, on_create
from notifications.models import Notification
from tests.notifications.sample.models import Book


@pytest.fixture
def declared() -> Iterator[dict[str, type[Event]]]:
    """The catalogue, for faulty events. They are removed after the test."""
    before = dict(catalogue)
    yield catalogue
    catalogue.clear()
    catalogue.update(before)


def faults() -> list[str]:
    return [f"{fault.id}: {fault.msg}" for fault in run_checks() if str(fault.id).startswith("notifications.")]


def test_a_good_project_has_no_faults() -> None:
    assert faults() == []


def test_a_message_that_speaks_of_what_the_payload_does_not_have(declared: dict[str, type[Event]]) -> None:
    class Odd(Event):
        type = "odd"
        audience = Owner("owner_id")
        message = "{titel} by {author.name}"
        author: str

    declared["odd"] = Odd
    assert faults() == ["notifications.E001: Odd speaks of owner_id, titel, which its payload does not have."]


def test_a_source_that_nobody_reads(declared: dict[str, type[Event]]) -> None:
    class Odd(Event):
        type = "odd"
        source = on_create("library.Book")
        audience = Audience.STAFF
        message = "…"

    declared["odd"] = Odd
    assert faults() == ["notifications.E002: Odd has a source but does not say how to read it."]


@pytest.mark.parametrize("label", ["library.Boook", "library.book", "Book"])
def test_a_source_that_is_no_model(declared: dict[str, type[Event]], label: str) -> None:
    class Odd(Event):
        type = "odd"
        source = on_create(label)
        audience = Audience.STAFF
        message = "…"

        @classmethod
        def from_instance(cls, instance: object) -> "Odd":
            return cls()

    declared["odd"] = Odd
    assert faults() == [f"notifications.E003: Odd waits for {label!r}, which is no installed model."]


def test_a_source_whose_rows_are_committed_before_their_event(declared: dict[str, type[Event]]) -> None:
    class Odd(Event):
        type = "odd"
        source = on_create("library.Shelf")
        audience = Audience.STAFF
        message = "…"

        @classmethod
        def from_instance(cls, instance: object) -> "Odd":
            return cls()

    declared["odd"] = Odd
    (fault,) = faults()
    assert fault.startswith("notifications.E004: library.Shelf can be saved without Odd")


class Elsewhere:
    """A router that puts the books into a database of their own."""

    def db_for_write(self, model: type, **_: object) -> str | None:
        return "archive" if model is Book else None


@override_settings(DATABASE_ROUTERS=[Elsewhere()])
def test_a_source_in_another_database_than_the_log() -> None:
    (fault,) = faults()
    assert fault.startswith("notifications.E005: library.Book and the log of notifications are in different databases")


class LogElsewhere:
    """A router that puts the log into a database of its own."""

    def db_for_write(self, model: type, **_: object) -> str | None:
        return "archive" if model is Notification else None


@override_settings(DATABASE_ROUTERS=[LogElsewhere()])
def test_a_log_in_another_database_than_what_it_tells_of() -> None:
    (fault,) = faults()
    assert fault.startswith("notifications.E008: The log of notifications has to be in the database 'default'")


@override_settings(CHANNEL_LAYERS={"default": {"BACKEND": "channels_redis.core.RedisChannelLayer"}})
def test_the_layer_that_loses_messages() -> None:
    (fault,) = faults()
    assert fault.startswith("notifications.E006: channels_redis.core.RedisChannelLayer loses messages")


@pytest.mark.parametrize(
    "origin", ["*", "https://*.example.com", "app.example.com", "https://a.example/", "ws://a.example"]
)
def test_an_origin_that_no_browser_sends(origin: str) -> None:
    with override_settings(NOTIFICATIONS={"ALLOWED_ORIGINS": [origin]}):
        assert faults() == [f"notifications.E007: {origin!r} is no origin that could be allowed."]
