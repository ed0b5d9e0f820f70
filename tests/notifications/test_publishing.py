"""The limits of an event, the same for every way of publishing."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

import pytest
from django.utils.translation import gettext_lazy

from notifications.audiences import Audience
from notifications.drafts import Draft, InvalidDraft
from notifications.models import Notification
from notifications.outbox import record
from notifications.publishing.compose import compose, repeat


def errors(*said: Any, **more: Any) -> dict[str, list[str]]:
    with pytest.raises(InvalidDraft) as caught:
        compose(*said, **more)
    return caught.value.errors


def test_all_that_is_said_is_in_the_draft() -> None:
    assert compose("tour_sold_out", "Sold out", {"tour": 7}, audience="staff", level="warning") == Draft(
        type="tour_sold_out",
        message="Sold out",
        data=b'{"tour":7}',
        audiences=frozenset({Audience.STAFF}),
        level="warning",
    )


@pytest.mark.parametrize("audience", [["staff", "members"], ("staff", "members"), {"staff", "members"}])
def test_audiences_come_in_any_collection(audience: Iterable[str]) -> None:
    assert compose("a", "b", {}, audience=audience).audiences == {Audience.STAFF, Audience.MEMBERS}


def test_python_may_send_what_json_can_carry() -> None:
    assert compose("a", "b", {"price": Decimal("125.50"), 1: {2}}).data == b'{"price":"125.50","1":[2]}'


def test_what_json_cannot_carry_is_a_fault_of_the_data() -> None:
    endless: dict[str, Any] = {}
    endless["again"] = endless
    faults = [errors("a", "b", data) for data in ({"x": object()}, {"x": "\ud800"}, endless)]
    assert [list(fault) for fault in faults] == [["data"]] * 3


def test_everything_misshapen_is_named_at_once() -> None:
    assert errors(7, None, [], level=3) == {
        "type": ["Expected text; got 7."],
        "message": ["Expected text; got None."],
        "data": ["Expected an object; got []."],
        "level": ["Expected text; got 3."],
    }


def test_a_lazy_translation_is_no_text_yet() -> None:
    assert list(errors("a", gettext_lazy("message"), {})) == ["message"]


def test_a_long_wrong_value_is_quoted_in_part() -> None:
    [sentence] = errors("a", "b", {}, audience="x" * 10_000)["audience"]
    assert len(sentence) < 200


@pytest.mark.django_db(transaction=True)
def test_what_is_repeated_says_the_same_to_the_same() -> None:
    draft = compose("a", "b", {"c": [1, 2]}, audience=["staff", "user:7"], level="error")
    record(draft)
    assert repeat(Notification.objects.get()) == draft
