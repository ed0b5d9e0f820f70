"""Receipts: the ids a publisher takes home, and how a retry gets the same ones without saying anything twice."""

import hashlib
from collections.abc import Sequence
from typing import Any

import msgspec
from django.db import IntegrityError, transaction
from django.db.models import Subquery

from notifications.drafts import Draft
from notifications.log.cursors import Cursor
from notifications.log.relay import relay_pending
from notifications.models import Notification, Receipt, Stream
from notifications.outbox import record

from .errors import KeyReused


def record_once(caller: str, key: str, request: Any, drafts: Sequence[Draft]) -> list[Notification]:
    """Records `drafts` unless this very `request` already did; the rows, either way, as far as they are known."""
    fingerprint = fingerprint_of(request)
    try:
        with transaction.atomic():
            known = Receipt.objects.filter(caller=caller, key=key).first()
            if known is None:
                rows = record(*drafts)
                keys = [row.pk for row in rows]
                Receipt.objects.create(caller=caller, key=key, fingerprint=fingerprint, notifications=keys)
                return rows
    except IntegrityError:
        # A twin of this request was quicker; what we recorded is rolled back, what it recorded is the answer.
        known = Receipt.objects.get(caller=caller, key=key)
    if known.fingerprint != fingerprint:
        raise KeyReused
    return [Notification(pk=pk) for pk in known.notifications]


def fingerprint_of(request: Any) -> str:
    """The same for the same JSON, whatever its spaces and the order of its members."""
    return hashlib.sha256(msgspec.json.encode(request, order="sorted")).hexdigest()


def ids_of(rows: Sequence[Notification]) -> list[str | None]:
    """The public ids of committed rows; None for one that is no longer kept."""
    ids = [row.public_id for row in rows]
    return ids if all(ids) else read_ids([row.pk for row in rows])


def read_ids(rows: Sequence[int]) -> list[str | None]:
    numbers = numbers_of(rows)
    if None in numbers.values():
        # Whoever recorded them died before the relay, or it failed then.
        relay_pending()
        numbers = numbers_of(rows)
    return [numbers.get(row) for row in rows]


def numbers_of(rows: Sequence[int]) -> dict[int, str | None]:
    epoch = Subquery(Stream.objects.values("epoch")[:1])
    found = Notification.objects.filter(pk__in=rows).values_list("pk", "seq", epoch)
    return {pk: None if seq is None else str(Cursor(epoch, seq)) for pk, seq, epoch in found}
