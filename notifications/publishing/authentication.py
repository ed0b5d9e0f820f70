"""Recognise whoever calls `POST /notify`: DRF asks these two in turn, and keeps the `Caller` as `request.auth`."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _
from rest_framework.authentication import BaseAuthentication, SessionAuthentication
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from .keys import Caller, authenticate


class PublisherKey(BaseAuthentication):
    """`Authorization: Bearer nk_…`"""

    def authenticate(self, request: Request) -> tuple[AnonymousUser, Caller] | None:
        scheme, _space, key = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != "bearer":
            return None
        publisher = authenticate(key.strip())
        if publisher is None:
            raise AuthenticationFailed(_("No publisher has this key."))
        if publisher.revoked_at:
            raise AuthenticationFailed(_("This key has been revoked."))
        return AnonymousUser(), Caller.publisher(publisher)

    def authenticate_header(self, request: Request) -> str:
        """Makes the answer to strangers 401 rather than 403, and says what would open the door."""
        return "Bearer"


class StaffSession(SessionAuthentication):
    """Somebody who is logged in, which DRF only believes with a CSRF token."""

    def authenticate(self, request: Request) -> tuple[Any, Caller | None] | None:
        found = super().authenticate(request)
        if found is None:
            return None
        user, _nothing = found
        return user, Caller.staff(user) if user.is_staff else None


class MayPublish(BasePermission):
    def has_permission(self, request: Request, view: Any) -> bool:
        return isinstance(request.auth, Caller)
