"""The users of the browser tests: Bruno is staff, Ana and Carla are customers; None is an anonymous visitor."""

import json
from enum import Enum
from typing import Any

from playwright.sync_api import StorageState

from tests.servers import Server

PASSWORD = "cordillera-4810"

# `print` is how it answers: it runs in another process, on the server's database.
HIRE = f"""
import json
from django.contrib.auth import get_user_model
from django.test import Client

def session(user):
    client = Client()
    client.force_login(user)
    return client.cookies["sessionid"].value

make = get_user_model().objects
people = [
    make.create_superuser("bruno", "bruno@example.com", "{PASSWORD}"),
    make.create_user("ana", "ana@example.com", "{PASSWORD}"),
    make.create_user("carla", "carla@example.com", "{PASSWORD}"),
]
print(json.dumps({{user.username: [user.pk, session(user)] for user in people}}))
"""


class Person(Enum):
    ANA = "ana"
    BRUNO = "bruno"
    CARLA = "carla"


class Cast:
    """The people of one server, each with an account and a session."""

    def __init__(self, server: Server) -> None:
        self._known: dict[str, tuple[int, str]] = json.loads(server.shell(HIRE))

    def pk(self, who: Person) -> int:
        return self._known[who.value][0]

    def cookies(self, who: Person | None) -> dict[str, str]:
        return {"sessionid": self._known[who.value][1]} if who else {}

    def storage(self, who: Person | None) -> StorageState:
        """The cookies of the user's browser."""
        return {"cookies": [cookie(*pair) for pair in self.cookies(who).items()], "origins": []}


def cookie(name: str, value: str) -> Any:
    place = {"domain": "127.0.0.1", "path": "/", "expires": -1}
    return {"name": name, "value": value, "httpOnly": True, "secure": False, "sameSite": "Lax", **place}
