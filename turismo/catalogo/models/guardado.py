"""Columns that only guarded UPDATEs change: saving an instance that was read earlier does not overwrite them."""

from typing import Any, ClassVar

from django.db import models, router


def using_of(row: models.Model, kwargs: dict[str, Any]) -> str:
    """The database that `row.save(**kwargs)` writes to."""
    using: str = kwargs.get("using") or router.db_for_write(type(row), instance=row)
    return using


class NoPisa(models.Model):
    movidas_aparte: ClassVar[frozenset[str]]

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            kwargs.setdefault("update_fields", self.columnas_que_guarda())
        super().save(*args, **kwargs)

    def columnas_que_guarda(self) -> set[str]:
        sin_leer = self.get_deferred_fields()
        return {
            campo.name
            for campo in self._meta.concrete_fields
            if not campo.primary_key and campo.attname not in sin_leer | self.movidas_aparte
        }
