"""Forget: trim the old end of the log, and remember where it begins, so that nobody is told a gap is whole."""

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction

from notifications.models import Address, Notification, Receipt, Stream

BATCH = 1000  # events forgotten in one transaction, so that none holds the lock for long


def prune(*, before: datetime | None, keep: int | None) -> Iterator[int]:
    """Forgets what is older than `before` or not among the newest `keep`; yields how many events each batch was.

    Whoever still has a cursor in what is forgotten is told `recovered: false`.
    """
    while count := prune_batch(before, keep):
        yield count


def prune_batch(before: datetime | None, keep: int | None) -> int:
    with transaction.atomic():
        stream = Stream.locked()
        surplus = stream.last - keep if keep is not None else 0
        upto = stream.first - 1
        window = Notification.objects.filter(seq__gt=upto, seq__lte=upto + BATCH).order_by("seq")
        for row in window.only("seq", "at"):
            is_old = before is not None and row.at < before
            if row.seq is None or not (is_old or row.seq <= surplus):
                break
            upto = row.seq
        count = upto + 1 - stream.first
        if count:
            Notification.objects.filter(seq__lte=upto).delete()
            Address.objects.filter(seq__lte=upto).delete()
            stream.first = upto + 1
            stream.save(update_fields=["first"])
    return count


def prune_receipts(before: datetime) -> int:
    """Nobody repeats a request after this long."""
    return Receipt.objects.filter(at__lt=before).delete()[0]
