"""The other fares of a tour, beside the general one that the tour itself has: children, students, families."""

from typing import Any

from django.core.validators import MaxValueValidator
from django.db import models, router
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from turismo.catalogo.dinero import NO_NEGATIVO, comprobar_decimales

from .idioma import EnDosIdiomas
from .tour import Tour
from .vista import vigilar


class TipoDeTarifa(models.TextChoices):
    JOVEN = "joven", _("joven")
    NINO = "nino", _("niño")
    BEBE = "bebe", _("bebé")
    SENIOR = "senior", _("persona mayor")
    ESTUDIANTE = "estudiante", _("estudiante")
    FAMILIA = "familia", _("familia")
    OTRO = "otro", _("otra")


class Tarifa(EnDosIdiomas, models.Model):
    """In the currency of its tour. What has been sold keeps its own price (`reservas.LineaReserva`)."""

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
        using = kwargs.get("using") or router.db_for_write(type(self), instance=self)
        with vigilar(Tour.objects.using(using), self.tour_id):
            super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        using = kwargs.get("using") or router.db_for_write(type(self), instance=self)
        with vigilar(Tour.objects.using(using), self.tour_id):
            return super().delete(*args, **kwargs)

    def clean(self) -> None:
        comprobar_decimales(self.precio, self.tour.moneda)

    @property
    def es_para_uno(self) -> bool:
        """Whether somebody alone can pay it."""
        return not self.acompanada and self.ocupa_plazas == 1
