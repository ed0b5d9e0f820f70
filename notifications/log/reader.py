"""Read the log: all events for a hub that has missed some, and the events of one session for a replay."""

import secrets
from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from django.db.models import Subquery

from notifications.audiences import Audience
from notifications.models import Address, Notification, Stream

from .frames import Cursor, event_frame


class Entry(NamedTuple):
    """One numbered event, ready to be sent."""

    seq: int
    audiences: frozenset[Audience]
    frame: str


class Extent(NamedTuple):
    """The numbers that the log holds: `first` to `last`, or none if `first` is `last + 1`."""

    epoch: str
    first: int
    last: int


def extent() -> Extent:
    stream = Stream.current()
    return Extent(stream.epoch, stream.first, stream.last)


def branch_off(epoch: str, seen: int) -> Extent:
    """Give the log a new epoch if it ends before number `seen` of `epoch`: a backup was restored.

    Its next numbers repeat those of other events, which clients would take for events they have seen.
    """
    Stream.objects.filter(epoch=epoch, last__lt=seen).update(epoch=secrets.token_hex(4))
    return extent()


def read(epoch: str, after: int, limit: int) -> list[Entry]:
    """The next `limit` events after number `after`, in order."""
    return entries(epoch, Notification.objects.filter(seq__gt=after).order_by("seq")[:limit])


def read_for(audiences: Collection[Audience], epoch: str, after: int, upto: int, limit: int) -> list[Entry]:
    """The next `limit` events in (after, upto] for any of `audiences`, in order, each once."""
    numbers: set[int] = set()
    for audience in audiences:
        # One range scan each. Asked for all at once, the database would sort everything before the limit.
        numbers.update(
            Address.objects.filter(audience=audience, seq__gt=after, seq__lte=upto)
            .order_by("seq")
            .values_list("seq", flat=True)[:limit]
        )
    return entries(epoch, Notification.objects.filter(seq__in=sorted(numbers)[:limit]).order_by("seq"))


def entries(epoch: str, rows: Iterable[Notification]) -> list[Entry]:
    return [Entry(row.seq, row.audiences, event_frame(epoch, row.seq, row)) for row in rows if row.seq is not None]


def ids(keys: Sequence[int]) -> list[str | None]:
    """The ids of the rows with these primary keys, in order; None for a row without a number or no longer kept."""
    epoch = Subquery(Stream.objects.values("epoch")[:1])
    found = {
        pk: None if seq is None else str(Cursor(epoch, seq))
        for pk, seq, epoch in Notification.objects.filter(pk__in=keys).values_list("pk", "seq", epoch)
    }
    return [found.get(key) for key in keys]
