"""Know who publishes: the keys of other systems, of which only digests are kept, and what each caller may say."""

import hashlib
import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from notifications.drafts import TYPE, quote
from notifications.models import Publisher

from .compose import NotAllowed

PREFIX = "nk_"  # lets scanners of repositories and logs recognise a key
HINT = len(PREFIX) + 5  # characters that are kept in the open, to tell keys apart
USE_IS_NOTED_EVERY = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Caller:
    """Whoever publishes over HTTP: another system with its key, or a member of the staff with a session."""

    kind: str
    pk: Any
    types: frozenset[str] = frozenset()  # empty: any
    may_address: bool = False

    def __str__(self) -> str:
        return f"{self.kind}:{self.pk}"

    @classmethod
    def publisher(cls, publisher: Publisher) -> Self:
        return cls("publisher", publisher.pk, frozenset(publisher.types.split()), publisher.may_address)

    @classmethod
    def staff(cls, user: Any) -> Self:
        return cls("staff", user.pk, may_address=True)

    def refuse_beyond_scope(self, event_type: str, *, addresses: bool) -> None:
        """Raises NotAllowed; `addresses`: whether the caller chooses the audience."""
        if self.types and event_type not in self.types:
            raise NotAllowed(
                {
                    "type": [
                        _("This key may publish %(types)s; got %(got)s.")
                        % {"types": ", ".join(sorted(self.types)), "got": quote(event_type)}
                    ]
                }
            )
        if addresses and not self.may_address:
            raise NotAllowed({"audience": [_("This key may not choose who hears; leave it to the type.")]})


def issue(name: str, types: Collection[str] = (), may_address: bool = False) -> tuple[Publisher, str]:
    """The new publisher and its key, which nobody can read again. Raises ValidationError."""
    publisher = Publisher(name=name, types=scope(types), may_address=may_address)
    key = give_key(publisher)
    publisher.full_clean()
    publisher.save()
    return publisher, key


def scope(types: Collection[str]) -> str:
    """`types` as a publisher keeps them. Raises ValidationError."""
    for name in types:
        if not TYPE.fullmatch(name):
            raise ValidationError(_("%(got)s cannot be the type of an event.") % {"got": quote(name)})
    return " ".join(types)


def give_key(publisher: Publisher) -> str:
    key = PREFIX + secrets.token_urlsafe(32)
    publisher.digest = digest_of(key)
    publisher.hint = key[:HINT]
    return key


def authenticate(key: str) -> Publisher | None:
    """The publisher of `key`, revoked or not; None: we never issued it."""
    # A random key of 256 bits needs no salt and no slow hash, and its digest can be an index.
    table = connection.ops.quote_name(Publisher._meta.db_table)
    sql = f"SELECT * FROM {table} WHERE digest = %s"  # noqa: S608  (each request asks this: the ORM needs thrice as long)
    publisher = next(iter(Publisher.objects.raw(sql, [digest_of(key)])), None)
    if publisher and not publisher.revoked_at:
        note_use(publisher)
    return publisher


def note_use(publisher: Publisher) -> None:
    """Once a minute is enough to tell which keys are alive, and spares every request a write."""
    now = timezone.now()
    due = now - USE_IS_NOTED_EVERY
    if publisher.used_at is None or publisher.used_at < due:
        unnoted = Publisher.objects.filter(Q(used_at=None) | Q(used_at__lt=due), pk=publisher.pk)
        unnoted.update(used_at=now)


def digest_of(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
