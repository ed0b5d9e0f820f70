"""Find the connected sessions that have ended, or whose user may now hear something else."""

from collections.abc import Awaitable, Callable, Collection, Iterator
from typing import Any, TypeVar

from django.contrib.auth import get_user_model
from django.contrib.auth.base_user import AbstractBaseUser
from django.utils import timezone

from notifications.audiences import audiences_of

from .close_codes import Close
from .connection import Connection
from .handshake import Session, session_store

CHUNK = 500  # sessions or users in one query

Query = Callable[..., Awaitable[Any]]

T = TypeVar("T")


async def close_ended(connections: Collection[Connection], query: Query) -> None:
    """Close the connections of sessions that `ended()` finds; `query(function, *arguments)` calls it in a thread."""
    found = await query(ended, {connection.session for connection in connections})
    for connection in connections:
        if connection.session in found:
            connection.close(found[connection.session])


def ended(sessions: Collection[Session]) -> dict[Session, Close]:
    """The sessions to disconnect and the close code of each: 4401 if ended, 1012 if its audiences changed."""
    known = {session for session in sessions if session.user_pk is not None}
    users = users_by_pk({session.user_pk for session in known})
    alive = living_keys({session.session_key for session in known})
    found: dict[Session, Close] = {}
    for session in known:
        user = users.get(session.user_pk)
        if user is None or session.session_key not in alive or user.get_session_auth_hash() != session.session_hash:
            found[session] = Close.SESSION_OVER
        elif audiences_of(user) != session.audiences:
            found[session] = Close.RESTART
    return found


def users_by_pk(pks: Collection[object]) -> dict[object, AbstractBaseUser]:
    """The active users with these primary keys."""
    users: dict[object, AbstractBaseUser] = {}
    for chunk in chunks(pks):
        users |= get_user_model()._default_manager.filter(is_active=True).in_bulk(chunk)
    return users


def living_keys(keys: Collection[str]) -> set[str]:
    """The keys whose sessions have neither ended nor expired."""
    store = session_store()
    if not hasattr(store, "get_model_class"):  # a cache, files or cookies: they cannot be asked for several at once
        return {key for key in keys if store().exists(key)}
    sessions = store.get_model_class()._default_manager.filter(expire_date__gt=timezone.now())
    return {
        key
        for chunk in chunks(keys)
        for key in sessions.filter(session_key__in=chunk).values_list("session_key", flat=True)
    }


def chunks(items: Collection[T]) -> Iterator[list[T]]:
    everything = list(items)
    for start in range(0, len(everything), CHUNK):
        yield everything[start : start + CHUNK]
