"""Who hears: the names under which events are addressed, stored, and listened for."""

import re
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from django.utils.translation import gettext as _


class Audience(str):
    """`everyone` (anonymous too), `members` (logged in), `staff`, or `user:<pk>`.

    There is no default audience anywhere: who hears is never implicit.
    """

    __slots__ = ()

    EVERYONE: ClassVar["Audience"]
    MEMBERS: ClassVar["Audience"]
    STAFF: ClassVar["Audience"]

    @classmethod
    def user(cls, pk: Any) -> Self:
        return cls.parse(f"user:{pk}")

    @classmethod
    def parse(cls, text: str) -> Self:
        """Raises ValueError for anything that is not the name of an audience."""
        if not isinstance(text, str) or not AUDIENCE.fullmatch(text):
            raise ValueError(
                _("Unknown audience %(got)r: expected everyone, members, staff or user:<id>.") % {"got": str(text)[:80]}
            )
        return cls(text)


AUDIENCE = re.compile(r"everyone|members|staff|user:[A-Za-z0-9_-]{1,48}")

Audience.EVERYONE = Audience("everyone")
Audience.MEMBERS = Audience("members")
Audience.STAFF = Audience("staff")


@dataclass(frozen=True, slots=True)
class Owner:
    """The one user whose key stands in a field of the event; nobody, where that field is None."""

    field: str

    def resolve(self, data: Any) -> Audience | None:
        """`data` is the event itself, or the JSON object that was published in its name."""
        pk = data.get(self.field) if isinstance(data, dict) else getattr(data, self.field)
        return None if pk is None else Audience.user(pk)


def audiences_of(user: Any) -> frozenset[Audience]:
    """Everything that `user` (an `AnonymousUser` too) may hear."""
    if not (user.is_authenticated and user.is_active):
        return frozenset({Audience.EVERYONE})
    mine = {Audience.EVERYONE, Audience.MEMBERS, Audience.user(user.pk)}
    if user.is_staff:
        mine.add(Audience.STAFF)
    return frozenset(mine)
