"""Save: rows whose creation is an event are written together with it, or not at all, whichever way they are made."""

from collections.abc import Iterable
from typing import Any, TypeVar

from django.db import models, router, transaction

from . import receivers

M = TypeVar("M", bound=models.Model)


class RecordedQuerySet(models.QuerySet[M]):
    """Django sends no signals for `bulk_create`, so this one records the events itself."""

    def bulk_create(self, objs: Iterable[M], *args: Any, **kwargs: Any) -> list[M]:
        if kwargs.get("ignore_conflicts") or kwargs.get("update_conflicts"):
            receivers.refuse_if_source(
                self.model, "bulk_create() cannot tell which rows it created when it passes over conflicts"
            )
        with transaction.atomic(using=self.db):
            rows = super().bulk_create(objs, *args, **kwargs)
            receivers.record_created(self.model, rows, self.db)
        return rows


class RecordedModel(models.Model):
    """`post_save` comes after the row's own transaction has ended; here it comes inside one."""

    objects = models.Manager.from_queryset(RecordedQuerySet)()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        using = kwargs.get("using") or router.db_for_write(type(self), instance=self)
        with transaction.atomic(using=using):
            super().save(*args, **kwargs)
