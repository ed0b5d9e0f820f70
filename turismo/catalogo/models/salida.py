"""A departure: the day and hour on which a tour takes place, and how many seats it has."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .guardado import NoPisa
from .guia import Guia
from .tour import Tour


class EstadoDeSalida(models.TextChoices):
    ABIERTA = "abierta", _("abierta")
    CERRADA = "cerrada", _("cerrada")  # no longer sold, still taking place


class SalidaQuerySet(models.QuerySet["Salida"]):
    def a_la_venta(self) -> "SalidaQuerySet":
        # A subquery and no join: Django would turn a filter across tables into `pk IN (…)`, and an UPDATE that
        # waited for another one would then not look at the row again.
        return self.filter(
            estado=EstadoDeSalida.ABIERTA,
            inicio__gt=timezone.now(),
            tour__in=Tour.objects.publicados().values("pk"),
        )

    def con_lugar_para(self, plazas: int) -> "SalidaQuerySet":
        return self.filter(plazas_ocupadas__lte=F("capacidad") - plazas)


class Salida(NoPisa):
    movidas_aparte = frozenset({"plazas_ocupadas"})

    tour = models.ForeignKey(Tour, on_delete=models.PROTECT, related_name="salidas", verbose_name=_("tour"))
    guia = models.ForeignKey(
        Guia,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="salidas",
        verbose_name=_("guía"),
    )
    inicio = models.DateTimeField(_("inicio"))
    fin = models.DateTimeField(_("fin"))
    punto_de_encuentro = models.CharField(_("punto de encuentro"), max_length=200, blank=True)
    capacidad = models.PositiveSmallIntegerField(_("capacidad"), validators=[MinValueValidator(1)])
    # A counter and no sum, so that one guarded UPDATE can sell a seat; only `reservas.plazas` moves it.
    plazas_ocupadas = models.PositiveSmallIntegerField(_("plazas ocupadas"), default=0, editable=False)
    estado = models.CharField(
        _("estado"), max_length=10, choices=EstadoDeSalida.choices, default=EstadoDeSalida.ABIERTA
    )

    objects = SalidaQuerySet.as_manager()

    class Meta:
        verbose_name = _("salida")
        verbose_name_plural = _("salidas")
        ordering = ["inicio"]
        indexes = [models.Index(fields=["estado", "inicio"], name="catalogo_salida_por_fecha")]
        constraints = [
            models.UniqueConstraint(
                fields=["tour", "inicio"],
                name="catalogo_salida_unica",
                violation_error_message=_("Este tour ya tiene una salida a esa hora."),
            ),
            models.CheckConstraint(
                condition=Q(fin__gt=F("inicio")),
                name="catalogo_salida_termina",
                violation_error_message=_("La salida debe terminar después de empezar."),
            ),
            models.CheckConstraint(
                condition=Q(capacidad__gt=0, plazas_ocupadas__lte=F("capacidad")),
                name="catalogo_salida_con_cupo",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.tour} · {self.cuando}"

    def clean(self) -> None:
        # The constraint says so too, but forms skip constraints on columns that they do not show.
        if self.capacidad is not None and self.libres < 0:
            raise ValidationError(
                {"capacidad": _("Ya hay %(ocupadas)d plazas ocupadas.") % {"ocupadas": self.plazas_ocupadas}}
            )

    @property
    def libres(self) -> int:
        return self.capacidad - self.plazas_ocupadas

    @property
    def inicio_local(self) -> datetime:
        """On the clock of the place it leaves from."""
        return self.inicio.astimezone(self.tour.destino.zona)

    @property
    def cuando(self) -> str:
        return f"{self.inicio_local:%d/%m/%Y %H:%M}"
