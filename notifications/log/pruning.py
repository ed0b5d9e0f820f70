"""Prune the old end of the log, and record where it now begins, so that no replay across the cut claims to be whole."""

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction

from notifications.models import Address, Notification, Receipt

from .relay import lock_stream

BATCH = 1000  # events deleted in one transaction, so that none holds the lock for long


def prune(*, before: datetime | None, keep: int | None) -> Iterator[int]:
    """Delete events older than `before` or not among the newest `keep`; yield the size of each batch.

    A client whose cursor lies in the deleted part is answered with `recovered: false`.
    """
    while count := prune_batch(before, keep):
        yield count


def prune_batch(before: datetime | None, keep: int | None) -> int:
    with transaction.atomic():
        stream = lock_stream()
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
    """Delete the receipts of idempotent requests made before `before`; return how many there were."""
    return Receipt.objects.filter(at__lt=before).delete()[0]
