"""Read the log: all of it for a hub that has missed something, or one visitor's part of it for a replay."""

import secrets
from collections.abc import Collection, Iterable
from typing import NamedTuple

from notifications.audiences import Audience
from notifications.models import Address, Notification, Stream

from .frames import event_frame


class Entry(NamedTuple):
    """One numbered event, ready to be sent."""

    seq: int
    audiences: frozenset[Audience]
    frame: str


class Extent(NamedTuple):
    """Which numbers the log holds: `first` to `last`, or none where `first` is `last + 1`."""

    epoch: str
    first: int
    last: int


def extent() -> Extent:
    stream = Stream.current()
    return Extent(stream.epoch, stream.first, stream.last)


def branch_off(epoch: str, seen: int) -> Extent:
    """The log is shorter than what was `seen` of it: a backup was restored. Its next numbers would be taken for
    old ones, so from here on it is another log.
    """
    Stream.objects.filter(epoch=epoch, last__lt=seen).update(epoch=secrets.token_hex(4))
    return extent()


def read(epoch: str, after: int, limit: int) -> list[Entry]:
    """The next `limit` events after number `after`, in order."""
    return entries(epoch, Notification.objects.filter(seq__gt=after).order_by("seq")[:limit])


def read_for(audiences: Collection[Audience], epoch: str, after: int, upto: int, limit: int) -> list[Entry]:
    """The next `limit` events in (after, upto] that one of `audiences` hears, in order, each once."""
    heard: set[int] = set()
    for audience in audiences:
        # One range scan each. Asked for all at once, the database would sort everything before the limit.
        heard.update(
            Address.objects.filter(audience=audience, seq__gt=after, seq__lte=upto)
            .order_by("seq")
            .values_list("seq", flat=True)[:limit]
        )
    numbers = sorted(heard)[:limit]
    return entries(epoch, Notification.objects.filter(seq__in=numbers).order_by("seq"))


def entries(epoch: str, rows: Iterable[Notification]) -> list[Entry]:
    return [Entry(row.seq, row.audiences, event_frame(epoch, row.seq, row)) for row in rows if row.seq is not None]
