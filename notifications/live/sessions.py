"""Who is it: the session of a WebSocket, looked up once when it opens, and looked after while it is open."""

from collections.abc import Collection, Iterator
from importlib import import_module
from typing import Any, NamedTuple, cast

from channels.auth import get_user
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.sessions.backends.base import SessionBase
from django.http import parse_cookie
from django.utils import timezone

from notifications.audiences import Audience, audiences_of

from .close_codes import Close
from .origins import header

CHUNK = 500  # sessions or users in one query


class Visitor(NamedTuple):
    """A person behind one or more connections; the defaults are those of somebody unknown."""

    audiences: frozenset[Audience] = frozenset({Audience.EVERYONE})
    user_pk: Any = None
    session_key: str = ""
    session_hash: str = ""  # changes with the password

    @property
    def is_known(self) -> bool:
        return self.user_pk is not None


ANYBODY = Visitor()


async def recognise(scope: Any) -> Visitor:
    """A session that is over makes nobody an intruder: they hear what everyone hears."""
    cookies = header(scope, b"cookie")
    key = cookies and parse_cookie(cookies).get(settings.SESSION_COOKIE_NAME)
    if not key:
        return ANYBODY
    user = await get_user({"session": session_store()(key)})
    if not user.is_authenticated:
        return ANYBODY
    return Visitor(audiences_of(user), user.pk, key, user.get_session_auth_hash())


def departures(visitors: Collection[Visitor]) -> dict[Visitor, Close]:
    """Who of `visitors` cannot stay as they are: the session has ended, or the person may now hear something else."""
    known = {visitor for visitor in visitors if visitor.is_known}
    users = users_by_pk({visitor.user_pk for visitor in known})
    sessions = living_sessions({visitor.session_key for visitor in known})
    found: dict[Visitor, Close] = {}
    for visitor in known:
        user = users.get(visitor.user_pk)
        if user is None or visitor.session_key not in sessions or user.get_session_auth_hash() != visitor.session_hash:
            found[visitor] = Close.SESSION_OVER
        elif audiences_of(user) != visitor.audiences:
            found[visitor] = Close.RESTART
    return found


def users_by_pk(pks: Collection[Any]) -> dict[Any, Any]:
    users: dict[Any, Any] = {}
    for chunk in chunks(pks):
        users |= get_user_model()._default_manager.filter(is_active=True).in_bulk(chunk)
    return users


def living_sessions(keys: Collection[str]) -> set[str]:
    store = session_store()
    if not hasattr(store, "get_model_class"):  # kept in a cache or in the cookie: no way to ask for many
        return {key for key in keys if store().exists(key)}
    sessions = store.get_model_class()._default_manager.filter(expire_date__gt=timezone.now())
    return {
        key
        for chunk in chunks(keys)
        for key in sessions.filter(session_key__in=chunk).values_list("session_key", flat=True)
    }


def chunks(items: Collection[Any]) -> Iterator[list[Any]]:
    everything = list(items)
    for start in range(0, len(everything), CHUNK):
        yield everything[start : start + CHUNK]


def session_store() -> type[SessionBase]:
    return cast(type[SessionBase], import_module(settings.SESSION_ENGINE).SessionStore)
