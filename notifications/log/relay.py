"""Write the log: insert the rows of events, number them once they are committed, then ring the doorbell.

The log is the truth and the doorbell only a hint: it says "look now" and carries copies that save the hubs a query.
A crash at any line loses nothing. Rows without a number are numbered by the next call of `relay_pending()` in any
process, and every hub finds numbered rows in the log.

The SQL is written by hand: building the statements with the ORM takes longer than executing them.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Any

from django.db import connection, transaction
from django.db.models import QuerySet

from notifications.doorbells.channel_layer import COPIES, Batch, Copy, ring
from notifications.models import Address, Notification, Stream

from .frames import event_frame

BATCH = 500  # events numbered in one transaction

COLUMNS = "seq", "type", "message", "data", "audience", "level", "at"


# --- After a commit: number the rows that wait, in the order in which they were recorded -------------------------


def relay_pending() -> int:
    """Number and announce all committed rows that have no number yet; return how many there were."""
    relayed = 0
    while numbered := number_pending():
        stream, rows = numbered
        ring(batch_of(stream, rows))
        relayed += len(rows)
        if len(rows) < BATCH:
            break
    return relayed


def number_pending() -> tuple[Stream, list[Notification]] | None:
    """Give the next numbers to at most BATCH waiting rows; return the stream and the rows, or None if none waits."""
    if not waiting().exists():
        return None
    # Durable: inside a caller's transaction, the lock would delay the numbers of all others until that one ends.
    with transaction.atomic(durable=True):
        stream = lock_stream()
        rows = list(waiting().order_by("id")[:BATCH])
        if not rows:
            return None
        stream.last += len(rows)
        stream.save(update_fields=["last"])
        give_numbers(stream, rows)
        save_numbers(rows)
    return stream, rows


def waiting() -> QuerySet[Notification]:
    return Notification.objects.filter(seq=None)


def lock_stream() -> Stream:
    """Lock the row of the stream until the transaction ends, so that one transaction at a time gives numbers."""
    stream = Stream.objects.select_for_update().filter(pk=Stream.THE_ONE).first()
    return stream or Stream.objects.select_for_update().get(pk=Stream.current().pk)


# --- Outside of a transaction: record and number in one ----------------------------------------------------------


def append(rows: list[Notification]) -> Batch | None:
    """Record and number `rows` in one transaction, and announce them; return the batch.

    If earlier rows are still unnumbered, these stay unnumbered too, `relay_pending()` numbers all of them in order,
    and None is returned.
    """
    with transaction.atomic(durable=True):
        stream = advance_stream(len(rows))
        if stream:
            give_numbers(stream, rows)
        insert_rows(rows)
    if stream is None:
        relay_pending()
        return None
    batch = batch_of(stream, rows)
    ring(batch)
    return batch


def advance_stream(by: int) -> Stream | None:
    """Lock the stream and take the next `by` numbers in one statement; None if earlier rows are unnumbered."""
    table, rows = (connection.ops.quote_name(model._meta.db_table) for model in (Stream, Notification))
    fields = "id", "epoch", "first", "last"
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {table} SET last = last + %s WHERE id = %s"  # noqa: S608
            f" AND NOT EXISTS (SELECT 1 FROM {rows} WHERE seq IS NULL) RETURNING {', '.join(fields)}",
            [by, Stream.THE_ONE],
        )
        taken = cursor.fetchall()
    if taken:
        return Stream.from_db(connection.alias, fields, taken[0])
    if Stream.objects.exists():
        return None
    Stream.current()  # creates it: these are the first events of this database
    return advance_stream(by)


# --- Rows --------------------------------------------------------------------------------------------------------


def give_numbers(stream: Stream, rows: list[Notification]) -> None:
    """Give the newest numbers of `stream`, which this transaction has locked, to `rows`."""
    for seq, row in enumerate(rows, start=stream.last - len(rows) + 1):
        row.seq = seq
    insert_addresses(rows)


def insert_rows(rows: Sequence[Notification]) -> None:
    """Insert `rows` and set their primary keys, like `bulk_create()` in a fraction of its time."""
    adapt = connection.ops.adapt_datetimefield_value
    times = {at: adapt(at) for at in {row.at for row in rows}}
    values = [(row.seq, row.type, row.message, row.data, row.audience, row.level, times[row.at]) for row in rows]
    keys = insert(Notification._meta.db_table, COLUMNS, values, "RETURNING id")
    for row, (key,) in zip(rows, keys, strict=True):
        row.pk = key
        row._state.adding = False


def insert_addresses(rows: Iterable[Notification]) -> None:
    addresses = [(name, row.seq) for row in rows for name in row.audience.split()]
    insert(Address._meta.db_table, ("audience", "seq"), addresses)


def save_numbers(rows: Iterable[Notification]) -> None:
    table = connection.ops.quote_name(Notification._meta.db_table)
    with connection.cursor() as cursor:
        cursor.executemany(f"UPDATE {table} SET seq = %s WHERE id = %s", [(row.seq, row.pk) for row in rows])  # noqa: S608


def insert(
    table: str, columns: Sequence[str], values: Sequence[Sequence[Any]], returning: str = ""
) -> list[tuple[int]]:
    quote = connection.ops.quote_name
    one = f"({', '.join(['%s'] * len(columns))})"
    places = ", ".join([one] * len(values))
    sql = f"INSERT INTO {quote(table)} ({', '.join(map(quote, columns))}) VALUES {places} {returning}"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(sql, list(chain.from_iterable(values)))
        return cursor.fetchall() if returning else []


# --- The ring ----------------------------------------------------------------------------------------------------


def batch_of(stream: Stream, rows: list[Notification]) -> Batch:
    """The announcement of `rows`, which have the newest numbers of `stream`."""
    first = stream.last - len(rows) + 1
    return Batch(stream.epoch, first, stream.last, list(copies(stream.epoch, first, rows)))


def copies(epoch: str, first: int, rows: Iterable[Notification]) -> Iterator[Copy]:
    """The first rows as `(number, audiences, frame)`, up to COPIES characters of frames."""
    size = 0
    for seq, row in enumerate(rows, start=first):
        frame = event_frame(epoch, seq, row)
        size += len(frame)
        if size > COPIES:
            return
        yield seq, row.audience, frame
