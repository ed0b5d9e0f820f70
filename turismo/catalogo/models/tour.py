"""What is sold: a tour, which takes place as dated departures."""

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, router
from django.utils.translation import gettext_lazy as _

from turismo.catalogo.dinero import MONEDA, NO_NEGATIVO, comprobar_decimales, importe_valido
from turismo.catalogo.senales import tour_publicado

from .destino import Destino
from .entrada import Entrada
from .vista import vigilar

if TYPE_CHECKING:
    from .tarifa import Tarifa

ALGO_DE_TIEMPO = MinValueValidator(timedelta(minutes=1))
SIN_ATRASAR = MinValueValidator(timedelta(0))
ALGUIEN = [MinValueValidator(1), MaxValueValidator(1000)]

# What open pages follow of a tour, besides its fares.
A_LA_VISTA = ("nombre", "nombre_en", "precio", "desde", "moneda", "estado")


class Tour(Entrada):
    publicacion = tour_publicado

    destino = models.ForeignKey(Destino, on_delete=models.PROTECT, related_name="tours", verbose_name=_("destino"))
    resumen = models.CharField(_("resumen"), max_length=300, blank=True)
    resumen_en = models.CharField(_("resumen en inglés"), max_length=300, blank=True)
    duracion = models.DurationField(
        _("duración"), validators=[ALGO_DE_TIEMPO], help_text=_("Días y horas: «2 08:00:00» son dos días y ocho horas.")
    )
    # The general fare, which every tour has; `Tarifa` are the others.
    precio = models.DecimalField(
        _("precio"), max_digits=12, decimal_places=2, validators=[NO_NEGATIVO], help_text=_("Por plaza general.")
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
    corte_reserva = models.DurationField(
        _("corte de reserva"),
        default=timedelta(hours=2),
        validators=[SIN_ATRASAR],
        help_text=_("Cuánto antes del inicio deja de venderse una salida nueva."),
    )
    corte_cancelacion = models.DurationField(
        _("corte de cancelación"),
        default=timedelta(hours=24),
        validators=[SIN_ATRASAR],
        help_text=_("Hasta cuánto antes del inicio se cancela con reembolso total."),
    )
    min_personas = models.PositiveSmallIntegerField(_("mínimo de personas"), default=1, validators=ALGUIEN)
    max_personas = models.PositiveSmallIntegerField(_("máximo de personas"), default=20, validators=ALGUIEN)

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
            models.CheckConstraint(
                condition=models.Q(corte_reserva__gte=timedelta(0), corte_cancelacion__gte=timedelta(0)),
                name="catalogo_tour_cortes",
            ),
            models.CheckConstraint(
                condition=models.Q(min_personas__gte=1, max_personas__gte=models.F("min_personas")),
                name="catalogo_tour_personas",
                violation_error_message=_("El mínimo de personas es 1 o más, y el máximo no es menor."),
            ),
        ]

    def clean(self) -> None:
        comprobar_decimales(self.precio, self.moneda)

    def save(self, *args: Any, **kwargs: Any) -> None:
        using = kwargs.get("using") or router.db_for_write(type(self), instance=self)
        with vigilar(Tour.objects.using(using), self.pk):
            super().save(*args, **kwargs)

    def a_la_vista(self) -> list[Any] | None:
        if not self.es_publica:
            return None
        return [*(getattr(self, campo) for campo in A_LA_VISTA), {t.tipo: t.precio for t in self.en_venta}]

    @property
    def en_venta(self) -> list["Tarifa"]:
        return [tarifa for tarifa in self.tarifas.all() if tarifa.activa]

    @property
    def desde(self) -> Decimal:
        """The lowest price at which somebody alone can go."""
        return min([self.precio, *(tarifa.precio for tarifa in self.en_venta if tarifa.es_para_uno)])

    @property
    def texto(self) -> str:
        return self.en_idioma("resumen")
