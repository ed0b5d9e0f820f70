"""What is sold: a tour, which takes place as dated departures."""

from datetime import timedelta

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from turismo.catalogo.dinero import MONEDA, NO_NEGATIVO, importe_valido
from turismo.catalogo.senales import tour_publicado

from .destino import Destino
from .entrada import Entrada

ALGO_DE_TIEMPO = MinValueValidator(timedelta(minutes=1))


class Tour(Entrada):
    publicacion = tour_publicado

    destino = models.ForeignKey(Destino, on_delete=models.PROTECT, related_name="tours", verbose_name=_("destino"))
    resumen = models.CharField(_("resumen"), max_length=300, blank=True)
    duracion = models.DurationField(
        _("duración"), validators=[ALGO_DE_TIEMPO], help_text=_("Días y horas: «2 08:00:00» son dos días y ocho horas.")
    )
    precio = models.DecimalField(
        _("precio"), max_digits=12, decimal_places=2, validators=[NO_NEGATIVO], help_text=_("Por plaza.")
    )
    moneda = models.CharField(_("moneda"), max_length=3, validators=[MONEDA])
    confirmacion_inmediata = models.BooleanField(
        _("confirmación inmediata"),
        default=True,
        help_text=_("El cliente confirma su reserva él mismo; si no, lo hace la operación."),
    )
    retencion = models.DurationField(
        _("retención"),
        default=timedelta(minutes=30),
        validators=[ALGO_DE_TIEMPO],
        help_text=_("Cuánto se guardan las plazas de una reserva sin confirmar."),
    )

    class Meta(Entrada.Meta):
        verbose_name = _("tour")
        verbose_name_plural = _("tours")
        constraints = [
            *Entrada.Meta.constraints,
            models.CheckConstraint(condition=importe_valido("precio"), name="catalogo_tour_precio"),
            models.CheckConstraint(
                condition=models.Q(duracion__gt=timedelta(0), retencion__gt=timedelta(0)),
                name="catalogo_tour_dura",
            ),
        ]
