"""Relay: number what is committed, then ring the doorbell of every process. The only `group_send` is here.

The log is the truth and the channel layer only a doorbell: it says "look now" and carries copies, so that nobody
has to look. A crash at any line loses nothing: what is recorded is numbered by whoever relays next, what is
numbered is found in the log by every hub.
"""

import asyncio
import logging
import time
from collections.abc import Iterator
from typing import NamedTuple

from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer
from django.db import connection, transaction
from django.db.models import QuerySet

from . import metrics
from .cursors import Cursor
from .frames import event_frame
from .models import Address, Notification, Stream

logger = logging.getLogger(__name__)

GROUP = "notifications"
# Of the message on the channel layer. A constant: there, a type chooses a method, so it must never be a client's.
RING = "notifications.ring"

BATCH = 500  # events numbered in one transaction
COPIES = 256 * 1024  # characters of frames that one ring carries; the rest is read from the log
PATIENCE = 2  # seconds a publisher waits for the channel layer
PAUSE = 1.0  # seconds without ringing after a ring that was not taken: the next publishers should not wait as well


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
        stream = Stream.locked()
        is_next = not waiting().exists()
        numbered = give_numbers(stream, rows) if is_next else None
        Notification.objects.bulk_create(rows)
    if numbered:
        bell.ring(numbered)
    else:
        relay_pending()


class Numbered(NamedTuple):
    """Rows that follow each other in the log, from number `first` on."""

    epoch: str
    first: int
    rows: list[Notification]


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
        numbered = give_numbers(stream, rows)
        save_numbers(rows)
    return numbered


def waiting() -> QuerySet[Notification]:
    return Notification.objects.filter(seq=None)


def give_numbers(stream: Stream, rows: list[Notification]) -> Numbered:
    """For whoever holds the lock of the stream."""
    first = stream.last + 1
    addresses = []
    for seq, row in enumerate(rows, start=first):
        row.seq, row.epoch = seq, stream.epoch
        addresses += [Address(audience=audience, seq=seq) for audience in row.audiences]
    Address.objects.bulk_create(addresses)
    stream.last += len(rows)
    stream.save(update_fields=["last"])
    return Numbered(stream.epoch, first, rows)


def save_numbers(rows: list[Notification]) -> None:
    """As `bulk_update(rows, ["seq"])`, which for hundreds of rows takes longer to write its SQL than all the rest."""
    table = connection.ops.quote_name(Notification._meta.db_table)
    with connection.cursor() as cursor:
        cursor.executemany(f"UPDATE {table} SET seq = %s WHERE id = %s", [(row.seq, row.pk) for row in rows])  # noqa: S608


class Bell:
    """The way to the channel layer, and since when it is not worth trying."""

    def __init__(self) -> None:
        self._quiet_until = 0.0

    def ring(self, numbered: Numbered) -> None:
        """Never raises: who does not hear the bell finds the rows in the log a moment later."""
        layer = get_channel_layer()
        if layer is None or time.monotonic() < self._quiet_until:
            return
        epoch, first, rows = numbered
        last = first + len(rows) - 1
        message = {"type": RING, "epoch": epoch, "last": last, "copies": list(copies(numbered))}

        async def group_send() -> None:
            async with asyncio.timeout(PATIENCE):
                await layer.group_send(GROUP, message)

        try:
            async_to_sync(group_send)()
        except Exception as error:  # the layer's own client decides what it raises
            self._quiet_until = time.monotonic() + PAUSE
            metrics.UNHEARD.inc()
            logger.warning("The channel layer did not take the ring for %s: %r", Cursor(epoch, last), error)


bell = Bell()


def copies(numbered: Numbered) -> Iterator[tuple[int, str, str]]:
    """`(number, audiences, frame)` of the first rows, as far as one message should carry them."""
    size = 0
    for seq, row in enumerate(numbered.rows, start=numbered.first):
        frame = event_frame(numbered.epoch, seq, row)
        size += len(frame)
        if size > COPIES:
            return
        yield seq, row.audience, frame
