"""The common admin of the catalogue: a slug from the name, the actions that publish and archive, no deletion."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.db.models import Model
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from turismo.administracion.acciones import Accion, AdminConAcciones, Hacer, Pedido
from turismo.catalogo.models import Entrada, Estado


def en_ingles(*campos: str) -> Any:
    """The collapsed group of a form with the English texts."""
    return _("En inglés"), {"fields": list(campos), "classes": ["collapse"]}


def pasar_a(estado: Estado) -> Hacer:
    def pasar(pedido: Pedido) -> None:
        cambiadas = 0
        for entrada in pedido.filas.exclude(estado=estado):
            entrada.estado = estado
            # One by one: the save of each published draft records its event.
            with transaction.atomic():
                entrada.save(update_fields=["estado"])
                pedido.anotar(entrada, estado.label)
            cambiadas += 1
        pedido.decir(
            ngettext("%(n)d cambio: %(estado)s.", "%(n)d cambios: %(estado)s.", cambiadas)
            % {"n": cambiadas, "estado": estado.label},
            messages.SUCCESS if cambiadas else messages.INFO,
        )

    return pasar


ACCIONES = [
    Accion("publicar", _("Publicar"), pasar_a(Estado.PUBLICADO)),
    Accion("archivar", _("Archivar"), pasar_a(Estado.ARCHIVADO)),
]


class EntradaAdmin(AdminConAcciones):
    list_filter = ["estado"]
    search_fields = ["nombre", "nombre_en", "slug"]
    prepopulated_fields = {"slug": ["nombre"]}
    readonly_fields = ["publicado_en"]
    actions = ACCIONES

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Only a draft that was never published can be deleted; archive the others."""
        inedita = isinstance(obj, Entrada) and obj.publicado_en is None
        return inedita and super().has_delete_permission(request, obj)
