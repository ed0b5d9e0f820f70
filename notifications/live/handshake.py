"""Read a handshake: its Origin, so that no page of another site listens with a visitor's cookie, and its session."""

import logging
from importlib import import_module
from typing import NamedTuple, cast

from channels.auth import get_user
from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.http import parse_cookie
from django.http.request import split_domain_port, validate_host

from notifications import conf
from notifications.audiences import Audience, audiences_of
from notifications.servers.base import Application, Receive, Scope, Send

logger = logging.getLogger(__name__)


# --- Origin ------------------------------------------------------------------------------------------------------


def guard(application: Application) -> Application:
    """Admit pages of this site and of ALLOWED_ORIGINS, and programs, which send no Origin; answer others with 403."""

    async def guarded(scope: Scope, receive: Receive, send: Send) -> None:
        origin, host = header(scope, b"origin"), header(scope, b"host")
        if origin is None or is_own(origin, host) or origin.lower() in conf.active.ALLOWED_ORIGINS:
            return await application(scope, receive, send)
        logger.warning("Refused a WebSocket of the origin %r; ALLOWED_ORIGINS can admit it.", origin)
        await refuse(scope, receive, send)

    return guarded


async def refuse(scope: Scope, receive: Receive, send: Send) -> None:
    """Close before accepting: servers answer the handshake with 403."""
    await receive()
    await send({"type": "websocket.close"})


def is_own(origin: str, host: str | None) -> bool:
    """Compare without the scheme: behind a proxy that ends TLS, only the browser knows it."""
    _, _, place = origin.lower().partition("://")
    if not host or place != host.lower():
        return False
    domain, _ = split_domain_port(place)
    # As HttpRequest.get_host() does.
    allowed = settings.ALLOWED_HOSTS or (["localhost", ".localhost", "127.0.0.1", "[::1]"] if settings.DEBUG else [])
    return bool(domain) and validate_host(domain, allowed)


def header(scope: Scope, name: bytes) -> str | None:
    for key, value in scope["headers"]:
        if key == name:
            return str(value, "latin1")
    return None


# --- Session -----------------------------------------------------------------------------------------------------


class Session(NamedTuple):
    """The user and the audiences of one or more connections; the defaults are those of an anonymous visitor."""

    audiences: frozenset[Audience] = frozenset({Audience.EVERYONE})
    user_pk: object = None  # of any type that a primary key may have; None: anonymous
    session_key: str = ""
    session_hash: str = ""  # changes with the password


ANONYMOUS = Session()


async def session_of(scope: Scope) -> Session:
    """The session of the cookie in the handshake. A session that has ended is an anonymous visitor, not an error."""
    cookies = header(scope, b"cookie")
    key = cookies and parse_cookie(cookies).get(settings.SESSION_COOKIE_NAME)
    if not key:
        return ANONYMOUS
    user = await get_user({"session": session_store()(key)})
    if not user.is_authenticated:
        return ANONYMOUS
    return Session(audiences_of(user), user.pk, key, user.get_session_auth_hash())


def session_store() -> type[SessionBase]:
    return cast(type[SessionBase], import_module(settings.SESSION_ENGINE).SessionStore)
