"""A tour, its fares, and one announcement for a change of either."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from turismo.catalogo.dinero import MONEDA, NO_NEGATIVO, comprobar_decimales, importe_valido
from turismo.catalogo.senales import tour_cambiado, tour_publicado

from .destino import Destino
from .entrada import Entrada
from .guardado import using_of
from .idioma import EnDosIdiomas

ALGO_DE_TIEMPO = MinValueValidator(timedelta(minutes=1))
SIN_ATRASAR = MinValueValidator(timedelta(0))
ALGUIEN = [MinValueValidator(1), MaxValueValidator(1000)]

# The part of a tour that open pages show, besides its fares.
A_LA_VISTA = ("nombre", "nombre_en", "precio", "desde", "moneda", "estado")


class Tour(Entrada):
    publicacion = tour_publicado

    destino = models.ForeignKey(Destino, on_delete=models.PROTECT, related_name="tours", verbose_name=_("destino"))
    resumen = models.CharField(_("resumen"), max_length=300, blank=True)
    resumen_en = models.CharField(_("resumen en inglés"), max_length=300, blank=True)
    duracion = models.DurationField(
        _("duración"), validators=[ALGO_DE_TIEMPO], help_text=_("Días y horas: «2 08:00:00» son dos días y ocho horas.")
    )
    # The general fare, which every tour has; the others are rows of `Tarifa`.
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
                condition=Q(duracion__gt=timedelta(0), retencion__gt=timedelta(0)),
                name="catalogo_tour_dura",
            ),
            models.CheckConstraint(
                condition=Q(corte_reserva__gte=timedelta(0), corte_cancelacion__gte=timedelta(0)),
                name="catalogo_tour_cortes",
            ),
            models.CheckConstraint(
                condition=Q(min_personas__gte=1, max_personas__gte=F("min_personas")),
                name="catalogo_tour_personas",
                violation_error_message=_("El mínimo de personas es 1 o más, y el máximo no es menor."),
            ),
        ]

    def clean(self) -> None:
        comprobar_decimales(self.precio, self.moneda)

    def save(self, *args: Any, **kwargs: Any) -> None:
        using = using_of(self, kwargs)
        with cambios_publicos(Tour.objects.using(using), self.pk):
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
        """The lowest price for one person."""
        return min([self.precio, *(tarifa.precio for tarifa in self.en_venta if tarifa.es_para_uno)])

    @property
    def texto(self) -> str:
        return self.en_idioma("resumen")


GENERAL = "general"  # stands for the general fare, which has no row, in requests and answers


class TipoDeTarifa(models.TextChoices):
    JOVEN = "joven", _("joven")
    NINO = "nino", _("niño")
    BEBE = "bebe", _("bebé")
    SENIOR = "senior", _("persona mayor")
    ESTUDIANTE = "estudiante", _("estudiante")
    FAMILIA = "familia", _("familia")
    OTRO = "otro", _("otra")


class Tarifa(EnDosIdiomas, models.Model):
    """In the currency of its tour. A sold line keeps the price at its sale (`reservas.LineaReserva`)."""

    tour = models.ForeignKey(Tour, on_delete=models.CASCADE, related_name="tarifas", verbose_name=_("tour"))
    tipo = models.CharField(_("tipo"), max_length=10, choices=TipoDeTarifa.choices)
    nombre = models.CharField(_("nombre"), max_length=60)
    nombre_en = models.CharField(_("nombre en inglés"), max_length=60, blank=True)
    precio = models.DecimalField(_("precio"), max_digits=12, decimal_places=2, validators=[NO_NEGATIVO])
    ocupa_plazas = models.PositiveSmallIntegerField(
        _("plazas que ocupa"),
        default=1,
        validators=[MaxValueValidator(100)],
        help_text=_("Un bebé en brazos, 0; una familia de cuatro, 4."),
    )
    edad_minima = models.PositiveSmallIntegerField(
        _("edad mínima"), null=True, blank=True, validators=[MaxValueValidator(130)]
    )
    edad_maxima = models.PositiveSmallIntegerField(
        _("edad máxima"), null=True, blank=True, validators=[MaxValueValidator(130)]
    )
    acompanada = models.BooleanField(
        _("acompañada"), default=False, help_text=_("Se vende solo junto a una plaza general.")
    )
    activa = models.BooleanField(_("activa"), default=True)

    class Meta:
        verbose_name = _("tarifa")
        verbose_name_plural = _("tarifas")
        ordering = ["tour", "-precio", "tipo"]
        constraints = [
            models.UniqueConstraint(
                fields=["tour", "tipo"],
                name="catalogo_tarifa_unica",
                violation_error_message=_("Este tour ya tiene una tarifa de ese tipo."),
            ),
            models.CheckConstraint(condition=Q(precio__gte=0), name="catalogo_tarifa_precio"),
            models.CheckConstraint(
                condition=Q(edad_minima=None) | Q(edad_maxima=None) | Q(edad_minima__lte=F("edad_maxima")),
                name="catalogo_tarifa_edades",
                violation_error_message=_("La edad mínima no puede pasar de la máxima."),
            ),
        ]

    def __str__(self) -> str:
        return self.nombre

    def save(self, *args: Any, **kwargs: Any) -> None:
        using = using_of(self, kwargs)
        with cambios_publicos(Tour.objects.using(using), self.tour_id):
            super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        using = using_of(self, kwargs)
        with cambios_publicos(Tour.objects.using(using), self.tour_id):
            return super().delete(*args, **kwargs)

    def clean(self) -> None:
        comprobar_decimales(self.precio, self.tour.moneda)

    @property
    def es_para_uno(self) -> bool:
        """Whether one person can buy it without another."""
        return not self.acompanada and self.ocupa_plazas == 1


abiertos: ContextVar[frozenset[int]] = ContextVar("abiertos", default=frozenset())  # tours of the enclosing blocks


@contextmanager
def cambios_publicos(tours: QuerySet[Tour], pk: int | None) -> Iterator[None]:
    """Send `tour_cambiado` once, at the end, if the block changed a public part of the tour `pk`.

    The public part is in several rows: the tour's and its fares'. Of nested blocks for one tour, only the outermost
    sends. The tour is locked first, so of two transactions that change it or its fares, the second one compares with
    the state that the first one committed.
    """
    if pk is None or pk in abiertos.get():
        yield
        return
    with transaction.atomic(using=tours.db):
        con_tarifas = tours.filter(pk=pk).prefetch_related("tarifas")
        antes = con_tarifas.select_for_update().first()
        ficha = abiertos.set(abiertos.get() | {pk})
        try:
            yield
        finally:
            abiertos.reset(ficha)
        # A tour that the public has never seen is announced when it is published.
        if antes and antes.publicado_en:
            ahora = con_tarifas.get()
            if antes.a_la_vista() != ahora.a_la_vista():
                tour_cambiado.send(sender=Tour, tour=ahora)
