"""Relay: number what is committed, then ring the doorbell of every process.

The log is the truth and the channel layer only a doorbell: it says "look now" and carries copies, so that nobody
has to look. A crash at any line loses nothing: what is recorded is numbered by whoever relays next, what is
numbered is found in the log by every hub.
"""

from django.db import transaction
from django.db.models import QuerySet

from notifications.doorbells.channel_layer import Numbered, bell
from notifications.models import Notification, Stream

from .sql import insert_addresses, insert_notifications, save_numbers

BATCH = 500  # events numbered in one transaction


def relay_pending() -> int:
    """Numbers and announces all that is committed and still waits; returns how many events that were."""
    relayed = 0
    while numbered := number_pending():
        bell.ring(numbered)
        relayed += len(numbered.rows)
        if len(numbered.rows) < BATCH:
            break
    return relayed


def append(rows: list[Notification]) -> None:
    """Records and numbers `rows` in one transaction of their own, and announces them.

    Where others still wait for a number these stay in line behind them.
    """
    with transaction.atomic(durable=True):
        stream = Stream.advanced(len(rows))
        numbered = give_numbers(stream, rows) if stream else None
        insert_notifications(rows)
    if numbered:
        bell.ring(numbered)
    else:
        relay_pending()


def number_pending() -> Numbered | None:
    """Gives the next numbers to a batch of waiting rows, in the order in which they were recorded."""
    if not waiting().exists():
        return None
    # Durable: inside somebody's transaction, everyone's numbers would wait for that one to end.
    with transaction.atomic(durable=True):
        stream = Stream.locked()
        rows = list(waiting().order_by("id")[:BATCH])
        if not rows:
            return None
        stream.last += len(rows)
        stream.save(update_fields=["last"])
        numbered = give_numbers(stream, rows)
        save_numbers(rows)
    return numbered


def waiting() -> QuerySet[Notification]:
    return Notification.objects.filter(seq=None)


def give_numbers(stream: Stream, rows: list[Notification]) -> Numbered:
    """The newest of the stream, for whoever has its lock."""
    first = stream.last - len(rows) + 1
    for seq, row in enumerate(rows, start=first):
        row.seq, row.epoch = seq, stream.epoch
    insert_addresses(rows)
    return Numbered(stream.epoch, first, rows)
