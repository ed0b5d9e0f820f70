import json

import pytest

from notifications.audiences import Audience, Owner
from notifications.drafts import InvalidDraft
from notifications.events import Event, catalogue, event
from notifications.outbox import validate
from tests.notifications.sample.events import BookCreated, DoorsOpened, LoanDue


def test_the_catalogue_knows_every_declared_event_by_its_type() -> None:
    assert catalogue == {"book_created": BookCreated, "doors_opened": DoorsOpened, "loan_due": LoanDue}


def test_an_event_says_its_message_with_the_values_of_its_payload() -> None:
    assert BookCreated(title="Rayuela", owner_id=None).draft().message == "New book: Rayuela"


def test_the_payload_travels_as_json() -> None:
    draft = BookCreated(title="Pedro Páramo", owner_id=7).draft()
    assert json.loads(draft.data) == {"title": "Pedro Páramo", "owner_id": 7}


def test_an_event_goes_to_the_audiences_of_its_class_and_to_the_owner_in_its_payload() -> None:
    assert BookCreated(title="Rayuela", owner_id=7).draft().audiences == {Audience.STAFF, Audience.user(7)}


def test_an_event_without_an_owner_goes_to_the_other_audiences() -> None:
    assert BookCreated(title="Rayuela", owner_id=None).draft().audiences == {Audience.STAFF}


def test_the_owner_is_found_in_published_json_too() -> None:
    assert LoanDue.audiences_for({"reader_id": 7}) == {Audience.user(7)}


def test_a_message_that_grew_too_long_is_shortened_not_refused() -> None:
    message = BookCreated(title="x" * 600, owner_id=None).draft().message
    assert (len(message), message[-1]) == (500, "…")


def test_an_event_that_nobody_hears_is_refused() -> None:
    class Whisper(Event):
        type = "whisper"
        audience = Owner("to")
        message = "Psst"
        to: int | None

    with pytest.raises(InvalidDraft, match="The event has no recipient"):
        validate(Whisper(to=None).draft())


def test_an_event_must_say_who_hears_it() -> None:
    with pytest.raises(TypeError, match=r"Silence does not say its audience\."):

        @event
        class Silence(Event):
            type = "silence"
            message = "…"


def test_two_events_cannot_have_the_same_type() -> None:
    with pytest.raises(TypeError, match="Twin and LoanDue both have the type 'loan_due'"):

        @event
        class Twin(Event):
            type = "loan_due"
            audience = Audience.STAFF
            message = "…"


@pytest.mark.parametrize("type_", ["Loan", "loan-due", "9lives", "", "websocket.disconnect"])
def test_a_type_is_snake_case(type_: str) -> None:
    with pytest.raises(TypeError, match=r"Odd\.type must match"):

        @event
        class Odd(Event):
            type = type_
            audience = Audience.STAFF
            message = "…"


def test_a_field_cannot_have_the_name_of_what_an_event_does() -> None:
    with pytest.raises(TypeError, match=r"Odd needs other names for its fields draft, text\."):

        @event
        class Odd(Event):
            type = "odd"
            audience = Audience.STAFF
            message = "{text}"
            text: str  # type: ignore[assignment]
            draft: str  # type: ignore[assignment]
            title: str


def test_events_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        DoorsOpened(hour=9).hour = 10
