"""Record: an event becomes a row in the transaction of the change that caused it. Every road comes through here."""

from datetime import datetime

from asgiref.sync import sync_to_async
from django.db import transaction
from django.utils import timezone

from .drafts import Draft
from .events import Event
from .log import reader
from .log.cursors import Cursor
from .log.relay import append, relay_pending
from .log.sql import insert_notifications
from .models import Notification


def record(*events: Event | Draft) -> list[Notification]:
    """The rows, which have no number until the transaction commits; if it rolls back, nothing was ever said.

    What is recorded together has one time. Outside a transaction it opens one: then the events are numbered and
    announced when this returns.
    Raises InvalidDraft where an event breaks the limits of `drafts.py`; then none of them is recorded.
    """
    now = timezone.now()
    rows = [to_row(one.draft() if isinstance(one, Event) else one, now) for one in events]
    if not rows:
        return []
    if transaction.get_connection().in_atomic_block:
        insert_notifications(rows)
        # Robust: whatever happens to the announcement, the caller's change is committed and must look so.
        transaction.on_commit(relay_pending, robust=True)
    else:
        append(rows)
    return rows


arecord = sync_to_async(record)


def current_cursor() -> str:
    """The id of the newest numbered event, `<epoch>-<number>`.

    A page that reads it before its data, and connects with it as `?cursor=`, misses no event in between.
    """
    log = reader.extent()
    return str(Cursor(log.epoch, log.last))


def to_row(draft: Draft, at: datetime) -> Notification:
    return Notification(
        type=draft.type,
        message=draft.message,
        data=draft.data.decode(),
        audience=" ".join(sorted(draft.audiences)),
        level=draft.level,
        at=at,
    )
