"""`POST /notify` with the requests of other systems."""

import json
from collections.abc import Callable
from typing import Any

import httpx
import pytest
from channels.db import database_sync_to_async
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from notifications.models import Notification, Publisher, Stream
from notifications.publishing import throttles
from notifications.publishing.keys import issue
from notifications.publishing.parsers import BODY_SIZE
from tests.notifications.conftest import Live

pytestmark = pytest.mark.django_db(transaction=True)

JUAN = {"type": "usuario_registrado", "message": "Nuevo usuario: Juan", "data": {"userId": "123"}}
SENT = {"status": "success", "message": "Notificación enviada a todos los clientes"}
SEE_ERRORS = "Nothing was sent; errors has the reasons."

Answer = tuple[int, dict[str, Any]]
Post = Callable[..., Answer]


@pytest.fixture(autouse=True)
def _fresh_buckets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(throttles, "buckets", throttles.Buckets())


@pytest.fixture
def key(transactional_db: None) -> str:
    return issue("another system")[1]


@pytest.fixture
def post(key: str) -> Post:
    return poster(key)


def poster(key: str) -> Post:
    def post(body: Any, **headers: str) -> Answer:
        """Post `body`: bytes as they are, other values as JSON."""
        content = body if isinstance(body, bytes) else json.dumps(body)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        response = Client().post(
            "/notify", content, content_type="application/json", headers={"Authorization": f"Bearer {key}", **named}
        )
        return response.status_code, response.json()

    return post


def refused(message: str, errors: dict[str, list[str]] | None = None) -> dict[str, Any]:
    return {"status": "error", "message": message, "errors": errors or {}}


def ids() -> list[str]:
    epoch = Stream.current().epoch
    return [f"{epoch}-{seq}" for seq in Notification.objects.order_by("seq").values_list("seq", flat=True)]


def heard_by() -> list[str]:
    return list(Notification.objects.order_by("id").values_list("audience", flat=True))


# --- Recorded events ------------------------------------------------------------------------------------


def test_the_documents_own_request_gets_its_own_answer_and_an_id(post: Post) -> None:
    assert post(JUAN) == (200, {**SENT, "id": f"{Stream.current().epoch}-1"})


def test_what_was_sent_is_in_the_log_as_it_came(post: Post) -> None:
    post(JUAN)
    row = Notification.objects.get()
    assert {"type": row.type, "message": row.message, "data": json.loads(row.data)} == JUAN


async def test_a_browser_hears_it(live: Live) -> None:
    _, key = await database_sync_to_async(issue)("another system")
    async with live.connect() as carla, httpx.AsyncClient(base_url=f"http://127.0.0.1:{live.port}") as http:
        answer = await http.post("/notify", json=JUAN, headers={"Authorization": f"Bearer {key}"})
        assert answer.status_code == 200
        frame = json.loads(await carla.recv())
    assert {name: frame[name] for name in JUAN} == JUAN
    assert frame["id"] == answer.json()["id"]


def test_data_may_be_left_out(post: Post) -> None:
    status, _ = post({"type": "ping", "message": "Are you there?"})
    assert (status, Notification.objects.get().data) == (200, "{}")


def test_a_batch_is_answered_with_its_ids_in_order(post: Post) -> None:
    status, answer = post([JUAN | {"message": f"Number {number}"} for number in (1, 2, 3)])
    assert (status, answer) == (200, {**SENT, "ids": ids()})
    assert list(Notification.objects.order_by("seq").values_list("message", flat=True)) == [
        "Number 1",
        "Number 2",
        "Number 3",
    ]


def test_a_batch_with_one_fault_sends_nothing_and_names_its_place(post: Post) -> None:
    assert post([JUAN, JUAN | {"message": ""}, 7]) == (
        400,
        refused(
            SEE_ERRORS,
            {
                "[1].message": ["A message is needed: the text that people will read."],
                "[2].non_field_errors": ["Expected an object; got 7."],
            },
        ),
    )
    assert Notification.objects.count() == 0


@pytest.mark.parametrize(("length", "status"), [(0, 400), (500, 200), (501, 400)])
def test_a_batch_has_1_to_500_elements(post: Post, length: int, status: int) -> None:
    assert post([JUAN] * length)[0] == status
    assert Notification.objects.count() == (length if status == 200 else 0)


def test_one_notification_costs_the_same_few_queries_every_time(post: Post) -> None:
    post(JUAN)  # the first request records the use of the key and creates the stream
    with CaptureQueriesContext(connection) as queries:
        post(JUAN)
    # The key; then in one transaction the lock with the number, the addresses and the row.
    assert [query["sql"].split(" ", 1)[0] for query in queries] == [
        *("SELECT", "BEGIN", "UPDATE", "INSERT", "INSERT", "COMMIT")
    ]


def test_a_batch_costs_no_more_queries_than_one(post: Post) -> None:
    post(JUAN)
    with CaptureQueriesContext(connection) as queries:
        post([JUAN] * 100)
    assert len(queries) == 6


# --- Audiences ---------------------------------------------------------------------------------------


def test_a_type_of_the_catalogue_goes_to_whom_the_catalogue_names(post: Post, ana: User) -> None:
    post({"type": "book_created", "message": "New book", "data": {"title": "Rayuela", "owner_id": ana.pk}})
    assert heard_by() == [f"staff user:{ana.pk}"]


def test_a_type_of_the_catalogue_has_the_level_that_it_has_there(post: Post) -> None:
    post({"type": "doors_opened", "message": "Open"})
    post({"type": "anything_else", "message": "Else"})
    post({"type": "doors_opened", "message": "Open by force", "level": "warning"})
    assert list(Notification.objects.order_by("id").values_list("level", flat=True)) == ["success", "info", "warning"]


def test_any_other_type_goes_to_everyone(post: Post) -> None:
    post(JUAN)
    assert heard_by() == ["everyone"]


def test_a_type_whose_owner_is_missing_reaches_nobody_and_is_refused(post: Post) -> None:
    assert post({"type": "loan_due", "message": "Bring it back"}) == (
        400,
        refused(SEE_ERRORS, {"audience": ["The event has no recipient: name at least one audience."]}),
    )


def test_an_owner_that_is_no_key_is_a_fault_of_the_data(post: Post) -> None:
    status, answer = post({"type": "loan_due", "message": "Bring it back", "data": {"reader_id": "a b"}})
    assert (status, list(answer["errors"])) == (400, ["data"])


@pytest.mark.parametrize(
    ("audience", "heard"), [("staff", "staff"), (["members", "user:7"], "members user:7"), (["staff"] * 3, "staff")]
)
def test_a_key_that_may_choose_names_one_audience_or_several(audience: Any, heard: str) -> None:
    post = poster(issue("choosy", may_address=True)[1])
    assert post(JUAN | {"audience": audience})[0] == 200
    assert heard_by() == [heard]


def test_a_key_that_may_not_choose_is_told_so(post: Post) -> None:
    assert post(JUAN | {"audience": "staff"}) == (
        403,
        refused(SEE_ERRORS, {"audience": ["This key may not choose the audience; leave it to the type."]}),
    )


@pytest.mark.parametrize("audience", ["all", "user:", "notifications", 7, ["staff", "nobody"], {"a": "staff"}, True])
def test_an_unknown_audience_is_refused(post: Post, audience: Any) -> None:
    status, answer = post(JUAN | {"audience": audience})
    assert (status, list(answer["errors"])) == (400, ["audience"])
    assert Notification.objects.count() == 0


def test_more_audiences_than_an_event_may_name_are_refused() -> None:
    post = poster(issue("choosy", may_address=True)[1])
    assert post(JUAN | {"audience": [f"user:{pk}" for pk in range(17)]}) == (
        400,
        refused(SEE_ERRORS, {"audience": ["At most 16 audiences; got 17."]}),
    )


# --- Callers -----------------------------------------------------------------------------------------


def test_a_stranger_is_asked_for_a_key() -> None:
    response = Client().post("/notify", JUAN, content_type="application/json")
    assert (response.status_code, response.headers["WWW-Authenticate"], response.json()) == (
        401,
        "Bearer",
        refused("Authentication credentials were not provided."),
    )


@pytest.mark.parametrize("header", ["Bearer nk_unknown", "Bearer ", "bearer é"])
def test_an_unknown_key_opens_nothing(header: str) -> None:
    response = Client().post("/notify", JUAN, content_type="application/json", headers={"Authorization": header})
    assert (response.status_code, response.json()) == (401, refused("No publisher has this key."))


def test_a_revoked_key_is_told_that_it_is(post: Post) -> None:
    Publisher.objects.update(revoked_at="2026-11-24T12:00Z")
    assert post(JUAN) == (401, refused("This key has been revoked."))


def test_a_key_for_some_types_publishes_no_other() -> None:
    post = poster(issue("narrow", ["ping", "pong"])[1])
    assert post({"type": "pong", "message": "Here"})[0] == 200
    assert post([{"type": "ping", "message": "There?"}, JUAN]) == (
        403,
        refused(SEE_ERRORS, {"[1].type": ["This key may publish ping, pong; got 'usuario_registrado'."]}),
    )


def logged_in(user: Any, *, with_token: bool = True) -> tuple[Client, dict[str, str]]:
    """A browser with a session, with the CSRF token of our pages or, like a request from another site, without."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(user)
    client.cookies["csrftoken"] = "a" * 32
    return client, {"X-CSRFToken": "a" * 32} if with_token else {}


def test_the_staff_may_send_from_a_page_to_whom_they_like(bruno: User) -> None:
    client, headers = logged_in(bruno)
    response = client.post("/notify", JUAN | {"audience": "staff"}, content_type="application/json", headers=headers)
    assert (response.status_code, heard_by()) == (200, ["staff"])


def test_another_site_cannot_send_with_the_staffs_session(bruno: User) -> None:
    client, headers = logged_in(bruno, with_token=False)
    response = client.post("/notify", JUAN, content_type="application/json", headers=headers)
    assert (response.status_code, response.json()) == (403, refused("CSRF Failed: CSRF token missing."))


def test_another_sites_form_is_no_way_around_that(bruno: User) -> None:
    client, _ = logged_in(bruno, with_token=False)
    response = client.post("/notify", JUAN["message"], content_type="text/plain")
    assert (response.status_code, response.json()["status"]) == (415, "error")


def test_who_is_not_of_the_staff_may_not_send(ana: User) -> None:
    client, headers = logged_in(ana)
    response = client.post("/notify", JUAN, content_type="application/json", headers=headers)
    assert (response.status_code, response.json()) == (
        403,
        refused("You do not have permission to perform this action."),
    )


# --- Refused requests ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"type": "websocket.disconnect"}, "type"),
        ({"type": "notifications.ring"}, "type"),
        ({"type": "__class__"}, "type"),
        ({"type": "Tour"}, "type"),
        ({"type": "é"}, "type"),
        ({"type": "a" * 65}, "type"),
        ({"type": "a\n"}, "type"),
        ({"type": ""}, "type"),
        ({"type": None}, "type"),
        ({"type": ["a"]}, "type"),
        ({"message": ""}, "message"),
        ({"message": " \n"}, "message"),
        ({"message": "a" * 501}, "message"),
        ({"message": 7}, "message"),
        ({"message": None}, "message"),
        ({"data": []}, "data"),
        ({"data": "{}"}, "data"),
        ({"data": None}, "data"),
        ({"level": "fatal"}, "level"),
        ({"level": 1}, "level"),
        ({"colour": "red"}, "colour"),
        ({"id": "9f3ac2d1-42"}, "id"),
    ],
)
def test_what_is_not_as_it_should_be_is_named(post: Post, change: dict[str, Any], field: str) -> None:
    status, answer = post(JUAN | change)
    assert (status, list(answer["errors"])) == (400, [field])
    assert Notification.objects.count() == 0


@pytest.mark.parametrize("name", ["type", "message"])
def test_what_is_needed_and_missing_is_named(post: Post, name: str) -> None:
    body = {key: value for key, value in JUAN.items() if key != name}
    assert post(body) == (400, refused(SEE_ERRORS, {name: ["This field is required."]}))


@pytest.mark.parametrize("name", ["close", "websocket_disconnect", "notification_push", "scope", "dispatch"])
def test_a_type_that_is_also_a_name_in_the_server_is_only_a_type(post: Post, name: str) -> None:
    assert post({"type": name, "message": "Harmless"})[0] == 200
    assert list(Notification.objects.values_list("type", flat=True)) == [name]


def test_markup_is_text_like_any_other(post: Post) -> None:
    post(JUAN | {"message": "<img src=x onerror=alert(1)>"})
    assert Notification.objects.get().message == "<img src=x onerror=alert(1)>"


@pytest.mark.parametrize("body", [b"null", b"7", b'"text"', b"true"])
def test_json_that_is_neither_object_nor_list_is_refused(post: Post, body: bytes) -> None:
    status, answer = post(body)
    assert (status, list(answer["errors"])) == (400, ["non_field_errors"])


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"{'type': 'a'}",
        b"NaN",
        b'{"type": "a", "message": "b", "data": {"x": Infinity}}',
        b"\xef\xbb\xbf{}",
        b'{"message": "\xff"}',
        '{"message": "é"}'.encode("utf-16"),
        b"[" * 20_000,
        b'{"type": "a", "message": "b", "data": ' + b'{"a": ' * 20_000 + b"1" + b"}" * 20_000 + b"}",
    ],
)
def test_what_is_not_json_is_refused(post: Post, body: bytes) -> None:
    status, answer = post(body)
    assert (status, answer["status"], Notification.objects.count()) == (400, "error", 0)


def test_data_over_32_kib_is_too_large(post: Post) -> None:
    assert post(JUAN | {"data": {"x": "x" * (32 * 1024 - 8)}})[0] == 200
    assert post(JUAN | {"data": {"x": "x" * (32 * 1024 - 7)}}) == (
        413,
        refused(SEE_ERRORS, {"data": ["At most 32768 bytes as JSON; got 32769."]}),
    )


def test_a_body_that_is_too_large_is_refused(post: Post) -> None:
    assert post(b'"' + b"x" * BODY_SIZE) == (413, refused("The body is too large."))


def test_a_body_without_a_length_is_not_taken_for_an_empty_one(key: str) -> None:
    headers = {"Authorization": f"Bearer {key}", "Transfer-Encoding": "chunked"}
    response = Client().generic("POST", "/notify", b"", content_type="application/json", headers=headers)
    assert (response.status_code, response.json()) == (411, refused("Send the body with a Content-Length."))


@pytest.mark.parametrize("media_type", ["text/plain", "application/x-www-form-urlencoded", "application/xml", ""])
def test_another_media_type_is_not_understood(key: str, media_type: str) -> None:
    headers = {"Authorization": f"Bearer {key}"}
    response = Client().generic("POST", "/notify", json.dumps(JUAN), content_type=media_type, headers=headers)
    assert (response.status_code, response.json()["status"]) == (415, "error")


def test_json_may_say_its_charset(key: str) -> None:
    response = Client().post(
        "/notify",
        json.dumps(JUAN),
        content_type="application/json; charset=utf-8",
        headers={"Authorization": f"Bearer {key}"},
    )
    assert response.status_code == 200


def test_the_answer_is_json_whatever_the_client_would_rather_have(key: str) -> None:
    headers = {"Authorization": f"Bearer {key}", "Accept": "text/html"}
    response = Client().post("/notify", JUAN, content_type="application/json", headers=headers)
    assert (response.status_code, response.headers["Content-Type"]) == (200, "application/json")


def test_nothing_can_be_read_here(key: str) -> None:
    response = Client().get("/notify", headers={"Authorization": f"Bearer {key}"})
    assert (response.status_code, response.json()) == (405, refused('Method "GET" not allowed.'))


def test_who_sends_too_often_is_told_when_to_come_back(key: str, settings: Settings) -> None:
    settings.NOTIFICATIONS = settings.NOTIFICATIONS | {"PUBLISHER_RATE": 0.5}
    assert poster(key)(JUAN)[0] == 200
    headers = {"Authorization": f"Bearer {key}"}
    response = Client().post("/notify", JUAN, content_type="application/json", headers=headers)
    assert (response.status_code, response.headers["Retry-After"]) == (429, "2")
    assert Notification.objects.count() == 1


def test_one_callers_haste_does_not_slow_another(post: Post, settings: Settings) -> None:
    settings.NOTIFICATIONS = settings.NOTIFICATIONS | {"PUBLISHER_RATE": 0.5}
    assert [post(JUAN)[0], post(JUAN)[0]] == [200, 429]
    assert poster(issue("a third")[1])(JUAN)[0] == 200
