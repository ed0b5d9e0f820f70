"""Make a repeated request succeed if the first one already did the work: `Idempotency-Key`."""

import hashlib
from collections.abc import Sequence

import msgspec
from django.db import IntegrityError, transaction

from notifications.drafts import Draft
from notifications.models import Receipt
from notifications.outbox import ids_of, record

from .errors import IdempotencyKeyReused


def record_once(caller: str, key: str, request: object, drafts: Sequence[Draft]) -> list[str | None]:
    """Record `drafts` unless this very `request` already did; return the ids, in order, either way.

    Raises IdempotencyKeyReused if `caller` used `key` for another request.
    """
    fingerprint = fingerprint_of(request)
    try:
        with transaction.atomic():
            receipt = Receipt.objects.filter(caller=caller, key=key).first()
            if receipt is None:
                keys = [row.pk for row in record(*drafts)]
                receipt = Receipt.objects.create(caller=caller, key=key, fingerprint=fingerprint, notifications=keys)
    except IntegrityError:
        # The same request has committed on another connection: our rows are rolled back, its rows are the answer.
        receipt = Receipt.objects.get(caller=caller, key=key)
    if receipt.fingerprint != fingerprint:
        raise IdempotencyKeyReused
    return ids_of(receipt.notifications)


def fingerprint_of(request: object) -> str:
    """The same for the same JSON, whatever its white space and the order of its members."""
    return hashlib.sha256(msgspec.json.encode(request, order="sorted")).hexdigest()
