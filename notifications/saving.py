"""Base classes for models whose creation is an event: rows are saved in one transaction with their event.

This module imports no other module of `notifications`, so that models stay free of it.
"""

from collections.abc import Collection, Iterable
from typing import Any, TypeVar

from django.db import models, router, transaction
from django.dispatch import Signal

M = TypeVar("M", bound=models.Model)

#: `bulk_create()` has inserted `rows` of the model `sender` into the database `using`, inside a transaction.
#: `is_certain` is False if some of the rows may have existed before.
rows_created = Signal()


class RecordedQuerySet(models.QuerySet[M]):
    """Sends `rows_created` from `bulk_create()`, for which Django sends no signal."""

    def bulk_create(
        self,
        objs: Iterable[M],
        batch_size: int | None = None,
        ignore_conflicts: bool = False,
        update_conflicts: bool = False,
        update_fields: Collection[str] | None = None,
        unique_fields: Collection[str] | None = None,
    ) -> list[M]:
        with transaction.atomic(using=self.db):
            rows = super().bulk_create(
                objs, batch_size, ignore_conflicts, update_conflicts, update_fields, unique_fields
            )
            is_certain = not (ignore_conflicts or update_conflicts)
            rows_created.send(sender=self.model, rows=rows, using=self.db, is_certain=is_certain)
        return rows


class RecordedModel(models.Model):
    """Saves inside a transaction: otherwise `post_save` comes after the row is committed."""

    objects = models.Manager.from_queryset(RecordedQuerySet)()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        using = kwargs.get("using") or router.db_for_write(type(self), instance=self)
        with transaction.atomic(using=using):
            super().save(*args, **kwargs)
