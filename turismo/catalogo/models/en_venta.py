"""Which departures: on sale, still to take place, with room."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from notifications.saving import RecordedQuerySet

from .tour import Tour

if TYPE_CHECKING:
    from .salida import Salida


class EstadoDeSalida(models.TextChoices):
    ABIERTA = "abierta", _("abierta")
    CERRADA = "cerrada", _("cerrada")  # no longer sold, still taking place
    CANCELADA = "cancelada", _("cancelada")
    REALIZADA = "realizada", _("realizada")


VIVAS = (EstadoDeSalida.ABIERTA, EstadoDeSalida.CERRADA)


class SalidaQuerySet(RecordedQuerySet["Salida"]):
    def vivas(self) -> "SalidaQuerySet":
        """Those that take place, or will."""
        return self.filter(estado__in=VIVAS)

    def a_la_venta(self) -> "SalidaQuerySet":
        # A subquery and no join: Django would turn a filter across tables into `pk IN (…)`, and an UPDATE that
        # waited for another one would then not look at the row again.
        return self.filter(
            estado=EstadoDeSalida.ABIERTA,
            cierra_en__gt=timezone.now(),
            tour__in=Tour.objects.publicados().values("pk"),
        )

    def con_lugar_para(self, plazas: int) -> "SalidaQuerySet":
        return self.filter(plazas_ocupadas__lte=F("capacidad") - plazas)

    def tomar(self, pk: int) -> "Salida":
        """The departure as it is and, until the transaction ends, stays: whoever else changes it has to wait.

        Whoever also changes its reservations takes it first, or two of them could wait for each other.
        """
        tomadas = self.select_for_update(of=("self",), no_key=True).select_related("tour__destino", "guia")
        return tomadas.get(pk=pk)
