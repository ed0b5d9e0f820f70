"""`Idempotency-Key`: a client that got no answer may safely repeat the request."""

import json
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test import Client

from notifications.models import Notification, Receipt
from notifications.publishing.idempotency import record_once
from notifications.publishing.keys import issue
from tests.notifications.sample.events import DoorsOpened

pytestmark = pytest.mark.django_db(transaction=True)

JUAN = {"type": "usuario_registrado", "message": "Nuevo usuario: Juan", "data": {"userId": "123", "plan": None}}

Post = Callable[..., tuple[int, dict[str, Any]]]


def poster(key: str) -> Post:
    def post(body: Any, once: str) -> tuple[int, dict[str, Any]]:
        """Post `body`, bytes as they are, other values as JSON, with the idempotency key `once`."""
        content = body if isinstance(body, bytes) else json.dumps(body)
        headers = {"Authorization": f"Bearer {key}", "Idempotency-Key": once}
        response = Client().post("/notify", content, content_type="application/json", headers=headers)
        return response.status_code, response.json()

    return post


@pytest.fixture
def post(transactional_db: None) -> Post:
    return poster(issue("another system")[1])


def test_the_same_again_gets_the_same_answer_and_sends_nothing(post: Post) -> None:
    first = post(JUAN, "order-17")
    assert first[0] == 200
    assert post(JUAN, "order-17") == first
    assert Notification.objects.count() == 1


def test_a_batch_again_gets_its_ids_in_the_same_order(post: Post) -> None:
    first = post([JUAN, JUAN | {"message": "Otro"}], "order-17")
    assert post([JUAN, JUAN | {"message": "Otro"}], "order-17") == first
    assert Notification.objects.count() == 2


def test_spaces_and_the_order_of_names_make_no_other_request(post: Post) -> None:
    first = post(JUAN, "order-17")
    body = (
        b'{"data": {"plan":null,  "userId": "123"},\n "message": "Nuevo usuario: Juan", "type": "usuario_registrado"}'
    )
    assert post(body, "order-17") == first


@pytest.mark.parametrize("other", [JUAN | {"message": "Otro"}, [JUAN], JUAN | {"level": "info"}])
def test_something_else_under_the_same_key_is_refused(post: Post, other: Any) -> None:
    post(JUAN, "order-17")
    assert post(other, "order-17") == (
        422,
        {
            "status": "error",
            "message": "This Idempotency-Key came before with another body; use a new key.",
            "errors": {},
        },
    )
    assert Notification.objects.count() == 1


def test_another_key_is_another_request(post: Post) -> None:
    assert post(JUAN, "order-17")[1]["id"] != post(JUAN, "order-18")[1]["id"]


def test_callers_do_not_meet_in_their_keys(post: Post) -> None:
    other = poster(issue("a third")[1])
    assert post(JUAN, "order-17")[1]["id"] != other(JUAN | {"message": "Otro"}, "order-17")[1]["id"]


def test_a_request_that_was_refused_leaves_its_key_free(post: Post) -> None:
    assert post(JUAN | {"message": ""}, "order-17")[0] == 400
    assert post(JUAN, "order-17")[0] == 200


@pytest.mark.parametrize("once", ["", "x" * 256, "año", "tab\there"])
def test_a_key_is_short_and_printable(post: Post, once: str) -> None:
    status, answer = post(JUAN, once)
    assert (status, answer["errors"]) == (400, {"Idempotency-Key": ["Expected 1 to 255 printable characters."]})


def test_a_retry_after_a_crash_before_the_relay_has_its_id(post: Post) -> None:
    first = post(JUAN, "order-17")
    # As a process leaves them that died between its commit and the relay.
    Notification.objects.update(seq=None)
    status, answer = post(JUAN, "order-17")
    assert (status, answer["message"]) == (200, first[1]["message"])
    assert answer["id"].rpartition("-")[2] == str(Notification.objects.get().seq)


def test_what_is_no_longer_kept_has_no_id(post: Post) -> None:
    post(JUAN, "order-17")
    Notification.objects.all().delete()
    assert post(JUAN, "order-17")[1]["id"] is None


def test_the_receipt_and_what_it_is_for_are_kept_together_or_not_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(**_: object) -> None:
        raise OperationalError("the disk is full")

    monkeypatch.setattr(Receipt.objects, "create", fail)
    with pytest.raises(OperationalError):
        record_once("publisher:1", "order-17", JUAN, [DoorsOpened(hour=9).draft()])
    assert (Notification.objects.count(), Receipt.objects.count()) == (0, 0)


def test_of_many_at_the_same_moment_one_records_and_all_hear_the_same(post: Post) -> None:
    at_once = threading.Barrier(8)

    def ask(_: int) -> tuple[int, dict[str, Any]]:
        try:
            at_once.wait()
            return post(JUAN, "order-17")
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(ask, range(8)))
    assert answers == [answers[0]] * 8
    assert (answers[0][0], Notification.objects.count()) == (200, 1)
