"""Rows that an operator may not delete, change or add in the admin."""

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest


class SinBorrar(admin.options.BaseModelAdmin):  # type: ignore[type-arg]
    """Cancel the row instead: the row stays and shows that it was cancelled."""

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


class SoloLectura(SinBorrar):
    """Rows stay as they were written."""

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


class SinAltas(SoloLectura):
    """The domain writes these rows; the admin only shows them."""

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False
