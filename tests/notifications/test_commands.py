"""The management commands of an operator, and the examples that one of them records."""

import datetime
import enum
import json
import uuid
from collections.abc import Mapping
from decimal import Decimal
from io import StringIO
from typing import Literal

import pytest
from django.core.management import CommandError, call_command
from websockets.sync.client import connect

from notifications.audiences import Audience, Owner
from notifications.events import Event
from notifications.examples import example
from notifications.models import Notification, Publisher
from notifications.publishing.authentication import publisher_of
from tests.servers import Server

pytestmark = pytest.mark.django_db(transaction=True)


def run(*words: str) -> list[str]:
    """The lines that the command prints."""
    out = StringIO()
    call_command(*words, stdout=out)
    return out.getvalue().splitlines()


def log() -> list[Mapping[str, object]]:
    return list(Notification.objects.order_by("seq").values("seq", "type", "message", "audience"))


# --- create_publisher --------------------------------------------------------------------------------


def test_the_last_line_is_the_key_alone() -> None:
    *_, key = run("create_publisher", "web shop")
    assert publisher_of(key) == Publisher.objects.get(name="web shop", types="", may_address=False)


def test_a_publisher_is_made_as_powerful_as_asked() -> None:
    run("create_publisher", "web shop", "--types", "ping", "pong", "--may-address")
    assert Publisher.objects.values_list("name", "types", "may_address").get() == ("web shop", "ping pong", True)


@pytest.mark.parametrize("words", [["web shop"], ["other", "--types", "Not a type"]])
def test_a_publisher_that_cannot_be_made_is_an_error(words: list[str]) -> None:
    run("create_publisher", "web shop")
    with pytest.raises(CommandError):
        run("create_publisher", *words)
    assert list(Publisher.objects.values_list("name", flat=True)) == ["web shop"]


# --- send_test_event ---------------------------------------------------------------------------------


def test_one_of_each_event_is_recorded_and_relayed() -> None:
    printed = run("send_test_event")
    assert log() == [
        {"seq": 1, "type": "book_created", "message": "New book: title 1", "audience": "staff user:0"},
        {"seq": 2, "type": "doors_opened", "message": "Open since 1 o'clock", "audience": "everyone"},
        {"seq": 3, "type": "loan_due", "message": "Bring back title 1", "audience": "user:0"},
    ]
    assert printed == ["Recorded and relayed 3 events."]


def test_several_of_one_type_differ() -> None:
    run("send_test_event", "--type", "doors_opened", "--count", "3")
    assert [row["message"] for row in log()] == [f"Open since {hour} o'clock" for hour in (1, 2, 3)]


def test_a_rate_keeps_them_apart() -> None:
    run("send_test_event", "--type", "doors_opened", "--count", "3", "--rate", "50")
    first, *_, last = Notification.objects.order_by("seq").values_list("at", flat=True)
    assert last - first >= datetime.timedelta(seconds=2 / 50)


def test_an_unknown_type_is_answered_with_the_known_ones() -> None:
    with pytest.raises(CommandError) as caught:
        run("send_test_event", "--type", "book_burnt")
    assert str(caught.value) == ("No event has the type 'book_burnt'. There are: book_created, doors_opened, loan_due.")


@pytest.mark.parametrize("words", [["--count", "0"], ["--count", "many"], ["--rate", "-1"], ["--rate", "nan"]])
def test_a_number_that_makes_no_sense_is_an_error(words: list[str]) -> None:
    with pytest.raises(CommandError, match="expected a number above 0"):
        run("send_test_event", *words)


def test_a_test_event_from_another_terminal_reaches_a_browser() -> None:
    with Server(kind="uvicorn") as server, connect(server.ws) as browser:
        browser.send('{"control": "ping"}')
        assert json.loads(browser.recv())["control"] == "pong"
        done = server.manage("send_test_event", "--type", "tour_creado")
        frame = json.loads(browser.recv(timeout=30))
    assert (frame["type"], done.stderr) == ("tour_creado", "")  # no bar: stderr is no terminal


# --- Examples ----------------------------------------------------------------------------------------


class Colour(enum.StrEnum):
    RED = "red"


class Everything(Event):
    """An event with a field of each kind."""

    type = "everything"
    audience = Audience.STAFF, Owner("owner_id")
    message = "{title}"

    owner_id: str | None
    title: str
    optional_number: int | None
    number: int
    flag: bool
    ratio: float
    price: Decimal
    key: uuid.UUID
    day: datetime.date
    moment: datetime.datetime
    colour: Colour
    size: Literal["small", "large"]
    words: list[str]
    facts: dict[str, int]
    either: int | str


def test_every_kind_of_field_has_a_value_that_can_be_sent() -> None:
    made = example(Everything, 7)
    sent = json.loads(made.draft().data)
    now = datetime.datetime.now(datetime.UTC)
    assert sent == {
        "owner_id": "0",
        "title": "title 7",
        "optional_number": 7,
        "number": 7,
        "flag": True,
        "ratio": 7.0,
        "price": "7",
        "key": "00000000-0000-0000-0000-000000000007",
        "day": sent["day"],
        "moment": sent["moment"],
        "colour": "red",
        "size": "large",
        "words": ["words 7"],
        "facts": {},
        "either": 7,
    }
    assert datetime.datetime.fromisoformat(sent["moment"]) > now


def test_an_example_has_an_owner_who_is_nobody() -> None:
    assert example(Everything).draft().audiences == {Audience.STAFF, Audience.user(0)}
