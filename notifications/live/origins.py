"""Guard `/ws`: a page of another site must not listen with our visitor's cookie."""

import logging
from collections.abc import Awaitable, Callable
from typing import Any

from django.conf import settings
from django.http.request import split_domain_port, validate_host

from notifications import conf

logger = logging.getLogger(__name__)

Application = Callable[[Any, Any, Any], Awaitable[None]]


def guard(application: Application) -> Application:
    """Lets in this site's own pages, those of ALLOWED_ORIGINS, and programs, which send no Origin."""

    async def guarded(scope: Any, receive: Any, send: Any) -> None:
        origin, host = header(scope, b"origin"), header(scope, b"host")
        if origin is None or is_own(origin, host) or origin.lower() in conf.active.ALLOWED_ORIGINS:
            return await application(scope, receive, send)
        logger.warning("Refused a socket of the origin %r; ALLOWED_ORIGINS could let it in.", origin)
        await refuse(scope, receive, send)

    return guarded


async def refuse(scope: Any, receive: Any, send: Any) -> None:
    """Closed before it is accepted, a WebSocket is answered with 403."""
    await receive()
    await send({"type": "websocket.close"})


def is_own(origin: str, host: str | None) -> bool:
    """Compares without the scheme: behind a proxy that ends TLS, only the browser knows it."""
    _, _, place = origin.lower().partition("://")
    if not host or place != host.lower():
        return False
    domain, _ = split_domain_port(place)
    allowed = settings.ALLOWED_HOSTS or (["localhost", ".localhost", "127.0.0.1", "[::1]"] if settings.DEBUG else [])
    return bool(domain) and validate_host(domain, allowed)


def header(scope: Any, name: bytes) -> str | None:
    for key, value in scope["headers"]:
        if key == name:
            return str(value, "latin1")
    return None
