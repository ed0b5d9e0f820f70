from typing import Any

import pytest

from notifications.audiences import Audience
from notifications.drafts import EVENT_SIZE, Draft, InvalidDraft, TooLarge
from notifications.outbox import validate


def draft(**changes: Any) -> Draft:
    valid = {"type": "news", "message": "Hello", "data": b"{}", "audiences": frozenset({Audience.STAFF})}
    made = Draft(**valid | changes)
    validate(made)
    return made


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"type": "websocket.disconnect"}, "type"),
        ({"type": "__class__"}, "type"),
        ({"type": "a" * 65}, "type"),
        ({"type": "news\n"}, "type"),
        ({"message": ""}, "message"),
        ({"message": " \n"}, "message"),
        ({"message": "x" * 501}, "message"),
        ({"message": "a\x00b"}, "message"),
        ({"message": "\ud800"}, "message"),
        ({"level": "fatal"}, "level"),
        ({"audiences": frozenset()}, "audience"),
    ],
)
def test_a_draft_names_the_field_that_is_wrong(changes: dict[str, Any], field: str) -> None:
    with pytest.raises(InvalidDraft) as refusal:
        draft(**changes)
    assert list(refusal.value.errors) == [field]


def test_a_draft_tells_of_all_that_is_wrong_at_once() -> None:
    with pytest.raises(InvalidDraft) as refusal:
        draft(type="", message="", level="")
    assert set(refusal.value.errors) == {"type", "message", "level"}


def test_data_over_the_limit_is_another_error_because_the_answer_is_another() -> None:
    assert draft(data=b"x" * EVENT_SIZE).data
    with pytest.raises(TooLarge):
        draft(data=b"x" * (EVENT_SIZE + 1))


@pytest.mark.parametrize("name", ["everybody", "user:", "user:a b", "user:1:2", "Staff", "", "staff\n", None, 7])
def test_an_unknown_audience_is_refused(name: Any) -> None:
    with pytest.raises(ValueError, match="expected everyone, members, staff or user:<id>"):
        Audience.parse(name)
