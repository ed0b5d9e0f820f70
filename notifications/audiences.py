"""Audiences: the names under which events are addressed, stored and subscribed to."""

import re
from dataclasses import dataclass
from typing import ClassVar, Self

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _

AUDIENCE = re.compile(r"everyone|members|staff|user:[A-Za-z0-9_-]{1,48}")


class Audience(str):
    """`everyone` (anonymous visitors too), `members` (logged in), `staff`, or `user:<pk>`.

    No event has a default audience: its recipients are always named.
    """

    __slots__ = ()

    EVERYONE: ClassVar["Audience"]
    MEMBERS: ClassVar["Audience"]
    STAFF: ClassVar["Audience"]

    @classmethod
    def user(cls, pk: object) -> Self:
        """The audience of one user. Raises ValueError if `pk` cannot stand in the name of an audience."""
        return cls.parse(f"user:{pk}")

    @classmethod
    def parse(cls, text: object) -> Self:
        """Raises ValueError for anything but the name of an audience."""
        if not isinstance(text, str) or not AUDIENCE.fullmatch(text):
            raise ValueError(unknown_audience(text))
        return cls(text)


Audience.EVERYONE = Audience("everyone")
Audience.MEMBERS = Audience("members")
Audience.STAFF = Audience("staff")


def unknown_audience(name: object) -> str:
    """The sentence for a client."""
    return _("Unknown audience %(got)r: expected everyone, members, staff or user:<id>.") % {"got": str(name)[:80]}


@dataclass(frozen=True, slots=True)
class Owner:
    """The audience of the user whose primary key is in a field of the event; no audience if that field is None."""

    field: str


def audiences_of(user: AbstractBaseUser | AnonymousUser) -> frozenset[Audience]:
    """All audiences of `user`."""
    if not (user.is_authenticated and user.is_active):
        return frozenset({Audience.EVERYONE})
    mine = {Audience.EVERYONE, Audience.MEMBERS, Audience.user(user.pk)}
    if getattr(user, "is_staff", False):
        mine.add(Audience.STAFF)
    return frozenset(mine)
