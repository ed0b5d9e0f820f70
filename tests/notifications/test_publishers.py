"""API keys: shown once, stored as a digest, with the permissions that they were issued with."""

import hashlib
import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.forms.models import model_to_dict
from pytest_django import DjangoAssertNumQueries

from notifications.models import Publisher
from notifications.publishing.authentication import Caller, publisher_of
from notifications.publishing.compose import NotAllowed
from notifications.publishing.keys import issue
from notifications.publishing.throttles import BURST, Buckets

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.mark.django_db
def test_a_key_is_long_random_and_recognisable() -> None:
    _, first = issue("one")
    _, second = issue("two")
    assert (bool(re.fullmatch(r"nk_[A-Za-z0-9_-]{43}", first)), first != second) == (True, True)


@pytest.mark.django_db
def test_of_a_key_only_its_digest_and_its_beginning_are_kept() -> None:
    publisher, key = issue("one")
    publisher.refresh_from_db()
    assert (publisher.digest, publisher.hint) == (hashlib.sha256(key.encode()).hexdigest(), key[:8])
    assert key not in str(Publisher.objects.values())
    assert "digest" not in model_to_dict(publisher)


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "types"), [("taken", []), ("new", ["Tour"]), ("new", ["a b"]), ("", [])])
def test_a_publisher_that_makes_no_sense_is_not_made(name: str, types: list[str]) -> None:
    issue("taken")
    with pytest.raises(ValidationError):
        issue(name, types)
    assert list(Publisher.objects.values_list("name", flat=True)) == ["taken"]


@pytest.mark.django_db
def test_a_key_is_found_by_one_question_to_an_index(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    publisher, key = issue("one")
    publisher_of(key)  # records that the key was used
    with django_assert_num_queries(1):
        assert publisher_of(key) == publisher
    assert Publisher._meta.get_field("digest").unique  # and therefore indexed on every database


@pytest.mark.django_db
def test_nobody_has_a_key_that_was_never_issued() -> None:
    issue("one")
    assert [publisher_of(key) for key in ("", "nk_", "nk_é", "x" * 10_000)] == [None] * 4


@pytest.mark.django_db
def test_the_use_of_a_key_is_noted_once_a_minute() -> None:
    publisher, key = issue("one")
    noted = []
    for seconds in (0, 59, 61):
        with time_machine.travel(NOON + timedelta(seconds=seconds), tick=False):
            publisher_of(key)
        publisher.refresh_from_db()
        noted.append(publisher.used_at)
    assert noted == [NOON, NOON, NOON + timedelta(seconds=61)]


def test_a_caller_may_say_what_its_publisher_may() -> None:
    narrow = Caller.publisher(Publisher(pk=3, types="ping pong"))
    narrow.check_scope("ping", addresses=False)
    with pytest.raises(NotAllowed):
        narrow.check_scope("tour_created", addresses=False)
    with pytest.raises(NotAllowed):
        narrow.check_scope("ping", addresses=True)
    Caller.publisher(Publisher(pk=4, may_address=True)).check_scope("tour_created", addresses=True)


def test_a_quiet_caller_may_hurry_for_a_moment_and_then_keeps_the_rate() -> None:
    now = 1024.0  # like 1/8, a number that a float holds exactly
    buckets = Buckets(clock=lambda: now)
    at_once = [buckets.take("publisher:1", rate=8) for _ in range(int(8 * BURST))]
    assert at_once == [0] * 16
    assert buckets.take("publisher:1", rate=8) == 0.125
    assert buckets.take("publisher:2", rate=8) == 0
    now += 0.125
    assert buckets.take("publisher:1", rate=8) == 0
    assert buckets.take("publisher:1", rate=8) == 0.125
