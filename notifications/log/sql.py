"""Write the rows of the log in few statements whose SQL is ready: making it takes the ORM longer than all the rest."""

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Any

from django.db import connection

from notifications.models import Address, Notification

COLUMNS = "seq", "type", "message", "data", "audience", "level", "at"


def insert_notifications(rows: Sequence[Notification]) -> None:
    """As `bulk_create(rows)`, which for hundreds of rows takes longer than all the rest of a publication."""
    adapt = connection.ops.adapt_datetimefield_value
    times = {at: adapt(at) for at in {row.at for row in rows}}
    values = [(row.seq, row.type, row.message, row.data, row.audience, row.level, times[row.at]) for row in rows]
    for row, (key,) in zip(rows, insert(Notification._meta.db_table, COLUMNS, values, "RETURNING id"), strict=True):
        row.pk = key
        row._state.adding = False


def insert_addresses(rows: Iterable[Notification]) -> None:
    insert(Address._meta.db_table, ("audience", "seq"), [(name, row.seq) for row in rows for name in row.audiences])


def save_numbers(rows: Iterable[Notification]) -> None:
    table = quote(Notification._meta.db_table)
    with connection.cursor() as cursor:
        cursor.executemany(f"UPDATE {table} SET seq = %s WHERE id = %s", [(row.seq, row.pk) for row in rows])  # noqa: S608


def insert(table: str, columns: Sequence[str], values: Sequence[Sequence[Any]], returning: str = "") -> list[Any]:
    names = ", ".join(map(quote, columns))
    one = f"({', '.join(['%s'] * len(columns))})"
    places = ", ".join([one] * len(values))
    sql = f"INSERT INTO {quote(table)} ({names}) VALUES {places} {returning}"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(sql, list(chain.from_iterable(values)))
        return cursor.fetchall() if returning else []


def quote(name: str) -> str:
    return connection.ops.quote_name(name)
