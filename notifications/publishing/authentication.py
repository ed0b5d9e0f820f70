"""Authenticate the callers of `POST /notify`: publishers by key, staff by session. DRF keeps them as `request.auth`."""

import hashlib
from datetime import timedelta
from typing import NamedTuple, Self

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from rest_framework.authentication import BaseAuthentication, SessionAuthentication
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.views import APIView

from notifications.drafts import quote
from notifications.models import Publisher

from .compose import NotAllowed

NOTE_USE_EVERY = timedelta(minutes=1)


class Caller(NamedTuple):
    """A publisher with its key, or a member of the staff with a session; `kind` and `pk` identify it."""

    kind: str
    pk: object
    types: frozenset[str] = frozenset()  # empty: any
    may_address: bool = False

    def __str__(self) -> str:
        return f"{self.kind}:{self.pk}"

    @classmethod
    def publisher(cls, publisher: Publisher) -> Self:
        return cls("publisher", publisher.pk, frozenset(publisher.types.split()), publisher.may_address)

    @classmethod
    def staff(cls, user: AbstractBaseUser | AnonymousUser) -> Self:
        return cls("staff", user.pk, may_address=True)

    def check_scope(self, event_type: str, *, addresses: bool) -> None:
        """Raises NotAllowed for a type beyond the key; `addresses`: the request names an audience."""
        if self.types and event_type not in self.types:
            sentence = _("This key may publish %(types)s; got %(got)s.")
            names = {"types": ", ".join(sorted(self.types)), "got": quote(event_type)}
            raise NotAllowed({"type": [sentence % names]})
        if addresses and not self.may_address:
            raise NotAllowed({"audience": [_("This key may not choose the audience; leave it to the type.")]})


class PublisherKey(BaseAuthentication):
    """`Authorization: Bearer nk_…`"""

    def authenticate(self, request: Request) -> tuple[AnonymousUser, Caller] | None:
        scheme, _space, key = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != "bearer":
            return None
        publisher = publisher_of(key.strip())
        if publisher is None:
            raise AuthenticationFailed(_("No publisher has this key."))
        if publisher.revoked_at:
            raise AuthenticationFailed(_("This key has been revoked."))
        return AnonymousUser(), Caller.publisher(publisher)

    def authenticate_header(self, request: Request) -> str:
        """The WWW-Authenticate header, which makes DRF answer 401 rather than 403."""
        return "Bearer"


class StaffSession(SessionAuthentication):
    """A session of Django, which DRF accepts only with a CSRF token."""

    def authenticate(self, request: Request) -> tuple[AbstractBaseUser | AnonymousUser, Caller | None] | None:
        found = super().authenticate(request)
        if found is None:
            return None
        user, _nothing = found
        return user, Caller.staff(user) if user.is_staff else None


class MayPublish(BasePermission):
    def has_permission(self, request: Request, view: APIView) -> bool:
        return isinstance(request.auth, Caller)


def publisher_of(key: str) -> Publisher | None:
    """The publisher of `key`, revoked or not; None for a key that was never issued."""
    # A random key of 256 bits needs no salt and no slow hash, and its digest can be an index.
    table = connection.ops.quote_name(Publisher._meta.db_table)
    sql = f"SELECT * FROM {table} WHERE digest = %s"  # noqa: S608  (in each request: the ORM takes three times as long)
    publisher = next(iter(Publisher.objects.raw(sql, [digest_of(key)])), None)
    if publisher and not publisher.revoked_at:
        note_use(publisher)
    return publisher


def note_use(publisher: Publisher) -> None:
    """Store the time of use, at most once a minute, so that most requests need no write for it."""
    now = timezone.now()
    due = now - NOTE_USE_EVERY
    if publisher.used_at is None or publisher.used_at < due:
        unnoted = Publisher.objects.filter(Q(used_at=None) | Q(used_at__lt=due), pk=publisher.pk)
        unnoted.update(used_at=now)


def digest_of(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
