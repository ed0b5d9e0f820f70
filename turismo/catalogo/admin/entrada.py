"""What all entries of the catalogue have in common."""

from typing import Any

from django.contrib import admin, messages
from django.db import transaction
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from turismo.catalogo.models import Entrada, Estado


def en_ingles(*campos: str) -> Any:
    """The group of a form that only whoever translates opens."""
    return _("En inglés"), {"fields": list(campos), "classes": ["collapse"]}


class EntradaAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    list_filter = ["estado"]
    search_fields = ["nombre", "nombre_en", "slug"]
    prepopulated_fields = {"slug": ["nombre"]}
    readonly_fields = ["publicado_en"]
    actions = ["publicar", "archivar"]

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """What the public has known is archived; only a draft that nobody ever saw can go."""
        inedita = isinstance(obj, Entrada) and obj.publicado_en is None
        return inedita and super().has_delete_permission(request, obj)

    @admin.action(description=_("Publicar"), permissions=["change"])
    def publicar(self, request: HttpRequest, entradas: QuerySet[Entrada]) -> None:
        self.pasar_a(Estado.PUBLICADO, request, entradas)

    @admin.action(description=_("Archivar"), permissions=["change"])
    def archivar(self, request: HttpRequest, entradas: QuerySet[Entrada]) -> None:
        self.pasar_a(Estado.ARCHIVADO, request, entradas)

    def pasar_a(self, estado: Estado, request: HttpRequest, entradas: QuerySet[Entrada]) -> None:
        cambiadas = 0
        for entrada in entradas.exclude(estado=estado):
            entrada.estado = estado
            # One by one: a draft that is published has its save to say so.
            with transaction.atomic():
                entrada.save(update_fields=["estado"])
                self.log_change(request, entrada, str(estado.label))
            cambiadas += 1
        self.message_user(
            request,
            ngettext("%(n)d cambio: %(estado)s.", "%(n)d cambios: %(estado)s.", cambiadas)
            % {"n": cambiadas, "estado": estado.label},
            messages.SUCCESS if cambiadas else messages.INFO,
        )
