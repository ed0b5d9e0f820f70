"""The admin: the log, the form that sends a notification, and keys that are shown once."""

import re
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse

from notifications.models import Notification, Publisher
from notifications.outbox import record
from notifications.publishing.authentication import publisher_of
from notifications.publishing.compose import compose
from notifications.publishing.keys import issue
from tests.notifications.sample.events import BookCreated, DoorsOpened, LoanDue

pytestmark = pytest.mark.django_db(transaction=True)

LOG = "/admin/notifications/notification/"
SEND = LOG + "add/"
PUBLISHERS = "/admin/notifications/publisher/"


def allowed(user: Any, *codenames: str, enforce_csrf_checks: bool = False) -> Client:
    """The browser of `user`, with these permissions and no others."""
    user.user_permissions.set(Permission.objects.filter(codename__in=codenames))
    client = Client(enforce_csrf_checks=enforce_csrf_checks)
    client.force_login(user)
    return client


@pytest.fixture
def staff(bruno: User) -> Client:
    """The browser of Bruno, who has all permissions."""
    return allowed(bruno, *Permission.objects.values_list("codename", flat=True))


def shown_messages(response: Any) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def listed(client: Client, **filters: str) -> list[str]:
    response = client.get(LOG, filters)
    return [row.message for row in response.context["cl"].result_list]


def form(**changes: str) -> dict[str, str]:
    return {"type": "sale", "message": "Half price", "audience": "", "person": "", "level": "", "data": "{}"} | changes


def logged() -> list[tuple[str, str, str, str, str]]:
    rows = Notification.objects.exclude(seq=None).order_by("seq")
    return list(rows.values_list("type", "message", "audience", "level", "data"))


# --- The log -----------------------------------------------------------------------------------------


@pytest.fixture
def three() -> None:
    record(BookCreated(title="Rayuela", owner_id=7), DoorsOpened(hour=9), LoanDue(title="Ficciones", reader_id=8))


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({}, ["Bring back Ficciones", "Open since 9 o'clock", "New book: Rayuela"]),
        ({"type": "book_created"}, ["New book: Rayuela"]),
        ({"audience": "staff"}, ["New book: Rayuela"]),
        ({"audience": "everyone"}, ["Open since 9 o'clock"]),
        ({"audience": "user:"}, ["Bring back Ficciones", "New book: Rayuela"]),
        ({"audience": "members"}, []),
        ({"level__exact": "success"}, ["Open since 9 o'clock"]),
        ({"q": "ficciones"}, ["Bring back Ficciones"]),
    ],
)
def test_the_log_is_listed_newest_first_and_filtered(staff: Client, filters: dict[str, str], found: list[str]) -> None:
    assert listed(staff, **filters) == found


@pytest.mark.usefixtures("three")
def test_the_types_to_filter_by_are_those_of_the_catalogue(staff: Client) -> None:
    [of_type, *_] = staff.get(LOG).context["cl"].filter_specs
    assert of_type.lookup_choices == [(name, name) for name in ("book_created", "doors_opened", "loan_due")]


def test_data_is_shown_laid_out_and_as_text(staff: Client) -> None:
    [row] = record(compose("sale", "Half price", {"markup": "<script>alert(1)</script>", "deep": [1]}))
    page = staff.get(f"{LOG}{row.pk}/change/").content.decode()
    assert "<pre>{\n  &quot;markup&quot;: &quot;&lt;script&gt;alert(1)&lt;/script&gt;&quot;," in page


def test_what_was_said_cannot_be_changed_or_deleted(staff: Client) -> None:
    [row] = record(DoorsOpened(hour=9))
    statuses = [
        staff.post(f"{LOG}{row.pk}/{action}/", {"message": "Never mind", "post": "yes"}).status_code
        for action in ("change", "delete")
    ]
    assert (statuses, Notification.objects.get().message) == ([403, 403], "Open since 9 o'clock")


# --- Sending -----------------------------------------------------------------------------------------


def test_a_notification_is_sent_logged_and_confirmed(staff: Client) -> None:
    response = staff.post(SEND, form(audience="members", level="warning", data='{"percent": 50}'), follow=True)
    assert response.redirect_chain == [(LOG, 302)]
    assert shown_messages(response) == ["Sent: “Half price”"]
    assert logged() == [("sale", "Half price", "members", "warning", '{"percent":50}')]
    entry = LogEntry.objects.get()
    assert (entry.user.get_username(), entry.get_edited_object()) == ("bruno", Notification.objects.get())


def test_what_is_left_open_the_catalogue_decides(staff: Client) -> None:
    staff.post(SEND, form(type="doors_opened", message="Open", data=""))
    assert logged() == [("doors_opened", "Open", "everyone", "success", "{}")]


def test_one_person_is_found_by_name(staff: Client, ana: User) -> None:
    staff.post(SEND, form(audience="person", person="ana"))
    assert logged() == [("sale", "Half price", f"user:{ana.pk}", "info", "{}")]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"type": "Sale!"}, "type"),
        ({"type": ""}, "type"),
        ({"message": " "}, "message"),
        ({"message": "x" * 501}, "message"),
        ({"audience": "all"}, "audience"),
        ({"audience": "person", "person": "nobody"}, "person"),
        ({"audience": "person"}, "person"),
        ({"level": "fatal"}, "level"),
        ({"data": "{"}, "data"),
        ({"data": "[1]"}, "data"),
        ({"data": "[" * 20_000}, "data"),
        ({"type": "loan_due"}, "audience"),
    ],
)
def test_what_cannot_be_sent_is_explained_at_its_field(staff: Client, changes: dict[str, str], field: str) -> None:
    response = staff.post(SEND, form(**changes))
    assert (response.status_code, list(response.context["form"].errors), logged()) == (200, [field], [])


@pytest.mark.parametrize(
    ("changes", "lines"),
    [
        ({"audience": "everyone"}, ["Everyone who is connected, logged in or not."]),
        ({"audience": "members"}, ["Everyone who is logged in, of 2 people."]),
        ({"audience": "staff"}, ["The staff: 1 person."]),
        ({"audience": "person", "person": "ana"}, ["ana"]),
        ({"type": "loan_due", "data": '{"reader_id": "x"}'}, ["user:x: no active user has this key."]),
        (
            {"type": "book_created", "data": '{"owner_id": 999}'},
            ["The staff: 1 person.", "user:999: no active user has this key."],
        ),
    ],
)
@pytest.mark.usefixtures("ana")
def test_a_preview_says_who_would_hear_and_sends_nothing(
    staff: Client, changes: dict[str, str], lines: list[str]
) -> None:
    response = staff.post(SEND, form(**changes) | {"_preview": "Preview"})
    assert (response.context["recipients"], logged()) == (lines, [])


def test_the_form_offers_the_types_of_the_catalogue(staff: Client) -> None:
    page = staff.get(SEND).content.decode()
    options = re.findall(
        r'<option value="(\w+)">(.+?)</option>', page[page.index("<datalist") :].split("</datalist>")[0]
    )
    assert options == [
        ("book_created", "A book was added."),
        ("doors_opened", "The library opened its doors."),
        ("loan_due", "A loan is due. No Django signal announces it."),
    ]
    assert 'list="type_suggestions"' in page


def test_the_form_obeys_a_strict_content_security_policy(staff: Client) -> None:
    page = staff.get(SEND).content.decode()
    own = page[page.index('<div id="content-main">') :]
    assert re.findall(r"<script(?![^>]* src=)|<style| style=| on\w+=", own) == []


def test_another_site_cannot_send(bruno: User) -> None:
    client = allowed(bruno, "add_notification", enforce_csrf_checks=True)
    assert (client.post(SEND, form()).status_code, logged()) == (403, [])


def test_who_may_only_read_is_not_offered_to_send(bruno: User) -> None:
    reader = allowed(bruno, "view_notification")
    assert (reader.get(SEND).status_code, reader.post(SEND, form()).status_code, logged()) == (403, 403, [])
    assert SEND not in reader.get(LOG).content.decode()


# --- Announcing again --------------------------------------------------------------------------------


def announce_again(client: Client, *rows: Notification) -> Any:
    chosen = {"action": "announce_again", "_selected_action": [row.pk for row in rows]}
    return client.post(LOG, chosen, follow=True)


def test_what_is_announced_again_is_said_once_more_in_its_old_order(staff: Client) -> None:
    first, _, third = record(DoorsOpened(hour=7), DoorsOpened(hour=8), LoanDue(title="Rayuela", reader_id=7))
    response = announce_again(staff, third, first)
    assert shown_messages(response) == ["2 notifications were announced again."]
    assert [message for _, message, *_ in logged()] == [
        "Open since 7 o'clock",
        "Open since 8 o'clock",
        "Bring back Rayuela",
        "Open since 7 o'clock",
        "Bring back Rayuela",
    ]
    assert logged()[-1] == (
        "loan_due",
        "Bring back Rayuela",
        "user:7",
        "warning",
        '{"title":"Rayuela","reader_id":7}',
    )
    assert LogEntry.objects.count() == 2


def test_too_many_at_once_are_not_announced(staff: Client) -> None:
    rows = record(*(DoorsOpened(hour=hour) for hour in range(101)))
    response = announce_again(staff, *rows)
    assert shown_messages(response) == ["Nothing was announced: choose at most 100 notifications."]
    assert len(logged()) == 101


def test_who_may_only_read_cannot_announce(bruno: User) -> None:
    rows = record(DoorsOpened(hour=7))
    announce_again(allowed(bruno, "view_notification"), *rows)
    assert len(logged()) == 1


# --- Publishers --------------------------------------------------------------------------------------


def test_a_new_key_is_shown_once(staff: Client) -> None:
    response = staff.post(PUBLISHERS + "add/", {"name": "web shop", "types": "ping  pong"}, follow=True)
    keys = re.findall(r"nk_[\w-]{43}", response.content.decode())
    assert [publisher_of(key) for key in keys] == [Publisher.objects.get(name="web shop", types="ping pong")]
    assert re.findall(r"nk_[\w-]{43}", staff.get(PUBLISHERS).content.decode()) == []


def test_neither_key_nor_digest_is_shown_afterwards(staff: Client) -> None:
    publisher, key = issue("web shop")
    pages = staff.get(PUBLISHERS).content + staff.get(f"{PUBLISHERS}{publisher.pk}/change/").content
    shown = [secret in pages.decode() for secret in (publisher.hint, key, publisher.digest)]
    assert shown == [True, False, False]


def test_changing_a_publisher_leaves_its_key(staff: Client) -> None:
    publisher, key = issue("web shop")
    staff.post(f"{PUBLISHERS}{publisher.pk}/change/", {"name": "shop", "types": "", "may_address": "on"})
    assert publisher_of(key) == Publisher.objects.get(name="shop", may_address=True)


def test_types_that_cannot_be_are_refused(staff: Client) -> None:
    response = staff.post(PUBLISHERS + "add/", {"name": "web shop", "types": "ping Pong"})
    assert response.context["adminform"].errors == {"types": ["'Pong' cannot be the type of an event."]}


def test_a_key_is_revoked_and_its_publisher_kept(staff: Client) -> None:
    publisher, _ = issue("web shop")
    issue("other")
    chosen = {"action": "revoke", "_selected_action": [publisher.pk]}
    assert shown_messages(staff.post(PUBLISHERS, chosen, follow=True)) == ["1 key was revoked."]
    assert shown_messages(staff.post(PUBLISHERS, chosen, follow=True)) == ["0 keys were revoked."]
    assert list(Publisher.objects.filter(revoked_at=None).values_list("name", flat=True)) == ["other"]
    assert staff.post(f"{PUBLISHERS}{publisher.pk}/delete/", {"post": "yes"}).status_code == 403


def test_both_are_on_the_front_page(staff: Client) -> None:
    page = staff.get(reverse("admin:index")).content.decode()
    assert [LOG in page, PUBLISHERS in page] == [True, True]
