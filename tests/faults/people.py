"""The users of the listeners: their rows and sessions are created in the database, as by a login."""

import json
from typing import Any, NamedTuple

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user_model

from notifications.live.handshake import session_store
from tests.servers import Server


class Person(NamedTuple):
    """The user of a socket, and the audiences that the socket hears."""

    audiences: frozenset[str]
    headers: dict[str, str]
    pk: int | None = None


NOBODY = Person(frozenset({"everyone"}), {})


def invite(server: Server, members: int, staff: int) -> list[Person]:
    """Create so many users, each with a session."""
    code = f"from tests.faults.people import register; register({members}, {staff})"
    return [person(**json.loads(line)) for line in server.shell(code).splitlines()]


def person(pk: int, is_staff: bool, cookie: str) -> Person:
    audiences = {"everyone", "members", f"user:{pk}"} | ({"staff"} if is_staff else set())
    return Person(frozenset(audiences), {"Cookie": cookie}, pk)


def register(members: int, staff: int) -> None:
    """Print a line for each user. This runs beside the server, with the platform loaded."""
    users = get_user_model()._default_manager
    for number in range(members + staff):
        user = users.create_user(f"person{number}", is_staff=number >= members)
        print(json.dumps({"pk": user.pk, "is_staff": user.is_staff, "cookie": log_in(user)}))


def log_in(user: Any) -> str:
    session = session_store()()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"
