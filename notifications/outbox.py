"""Record: every event becomes a row in the transaction of the change that caused it, whichever way it comes."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from asgiref.sync import sync_to_async
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from .audiences import AUDIENCE, unknown_audience
from .drafts import (
    EVENT_SIZE,
    LEVELS,
    MESSAGE_LENGTH,
    TYPE_PATTERN,
    UNSTORABLE,
    Draft,
    Errors,
    InvalidDraft,
    Level,
    TooLarge,
    quote,
)
from .events import Event
from .log import reader
from .log.frames import Cursor
from .log.relay import append, insert_rows, relay_pending
from .models import Notification


def record(*events: Event | Draft) -> list[Notification]:
    """Record `events`, with one time for all; return their rows.

    Inside a transaction the rows have no number until it commits; if it rolls back, nothing is sent. Outside of a
    transaction it opens one, and the events are numbered and announced when this returns.
    Raises InvalidDraft if an event breaks a limit of `drafts`; then none of them is recorded.
    """
    rows = rows_of(events)
    if not rows:
        return []
    if transaction.get_connection().in_atomic_block:
        insert_rows(rows)
        # Robust: an error in the announcement must not look like a failure of the caller's committed change.
        transaction.on_commit(relay_pending, robust=True)
    else:
        append(rows)
    return rows


arecord = sync_to_async(record)


def publish(*events: Event | Draft) -> list[str | None]:
    """Record `events` in a transaction of their own and return their ids; it cannot be called inside a transaction.

    Raises InvalidDraft like `record()`.
    """
    rows = rows_of(events)
    if not rows:
        return []
    if batch := append(rows):
        return [str(Cursor(batch.epoch, seq)) for seq in range(batch.first, batch.last + 1)]
    return ids_of([row.pk for row in rows])


def ids_of(keys: Sequence[int]) -> list[str | None]:
    """The ids of committed rows by primary key; None for a row that is no longer kept."""
    ids = reader.ids(keys)
    if None in ids:
        # The process that recorded them ended before it numbered them.
        relay_pending()
        ids = reader.ids(keys)
    return ids


def current_cursor() -> str:
    """The id of the newest numbered event, `<epoch>-<number>`.

    A page that reads it before its data, and connects with it as `?cursor=`, misses no event in between.
    """
    log = reader.extent()
    return str(Cursor(log.epoch, log.last))


def validate(draft: Draft) -> None:
    """Raises InvalidDraft if `draft` breaks a limit. Recording calls it too, so no other code has to."""
    errors: Errors = {}
    if not TYPE_PATTERN.fullmatch(draft.type):
        errors["type"] = [
            _("Expected lower-case letters, digits and _ (at most 64), beginning with a letter; got %(got)s.")
            % {"got": quote(draft.type)}
        ]
    if why := fault_of_message(draft.message):
        errors["message"] = [why]
    if not draft.audiences:
        errors["audience"] = [_("The event has no recipient: name at least one audience.")]
    elif unknown := [name for name in draft.audiences if not AUDIENCE.fullmatch(name)]:
        errors["audience"] = [unknown_audience(unknown[0])]
    if draft.level not in LEVELS:
        errors["level"] = [
            _("Expected one of %(levels)s; got %(got)s.")
            % {"levels": ", ".join(Level.values), "got": quote(draft.level)}
        ]
    if errors:
        raise InvalidDraft(errors)
    if len(draft.data) > EVENT_SIZE:
        sentence = _("At most %(limit)d bytes as JSON; got %(got)d.")
        raise TooLarge({"data": [sentence % {"limit": EVENT_SIZE, "got": len(draft.data)}]})


def fault_of_message(message: str) -> str | None:
    if not message.strip():
        return _("A message is needed: the text that people will read.")
    if len(message) > MESSAGE_LENGTH:
        return _("At most %(limit)d characters; got %(got)d.") % {"limit": MESSAGE_LENGTH, "got": len(message)}
    if UNSTORABLE.search(message):
        return _("The message contains characters that cannot be stored, such as NUL.")
    return None


def rows_of(events: Iterable[Event | Draft]) -> list[Notification]:
    now = timezone.now()
    return [to_row(event.draft() if isinstance(event, Event) else event, now) for event in events]


def to_row(draft: Draft, at: datetime) -> Notification:
    validate(draft)
    return Notification(
        type=draft.type,
        message=draft.message,
        data=draft.data.decode(),
        audience=" ".join(sorted(draft.audiences)),
        level=draft.level,
        at=at,
    )
