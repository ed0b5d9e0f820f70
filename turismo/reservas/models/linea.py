"""A line of a reservation: a quantity of one fare, at its price and seats of that time."""

from decimal import Decimal

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from turismo.catalogo.models import Tarifa

from .reserva import Reserva


class LineaReserva(models.Model):
    """Created by `ventas.apartar()`, which fills in the price and the seats."""

    reserva = models.ForeignKey(Reserva, on_delete=models.CASCADE, related_name="lineas", verbose_name=_("reserva"))
    tarifa = models.ForeignKey(
        Tarifa,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="lineas",
        verbose_name=_("tarifa"),
        help_text=_("Vacía: la general."),
    )
    cantidad = models.PositiveSmallIntegerField(_("cantidad"), validators=[MinValueValidator(1)])
    precio_unitario = models.DecimalField(_("precio unitario"), max_digits=12, decimal_places=2, editable=False)
    plazas = models.PositiveSmallIntegerField(_("plazas por unidad"), default=1, editable=False)

    class Meta:
        verbose_name = _("línea")
        verbose_name_plural = _("líneas")
        ordering = ["id"]
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(fields=["reserva", "tarifa"], name="reservas_una_linea_por_tarifa"),
            # The constraint above does not cover this one: two NULLs are different values.
            models.UniqueConstraint(fields=["reserva"], condition=Q(tarifa=None), name="reservas_una_linea_general"),
            models.CheckConstraint(condition=Q(cantidad__gt=0, precio_unitario__gte=0), name="reservas_linea_importe"),
        ]

    def __str__(self) -> str:
        return f"{self.cantidad} × {self.titulo}"

    @property
    def titulo(self) -> str:
        return self.tarifa.titulo if self.tarifa else gettext("General")

    @property
    def importe(self) -> Decimal:
        return self.precio_unitario * self.cantidad
