"""A service contracted with a reservation, at its price of that time."""

from decimal import Decimal

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from notifications.saving import RecordedModel
from turismo.catalogo.models import Servicio
from turismo.reservas.reglas import MonedaDistinta

from .reserva import Reserva


class EstadoDeContratacion(models.TextChoices):
    SOLICITADO = "solicitado", _("solicitado")
    CONFIRMADO = "confirmado", _("confirmado")
    ANULADO = "anulado", _("anulado")


class Contratacion(RecordedModel):
    """Created and changed by `dominio.contrataciones`, which updates the reservation's total."""

    reserva = models.ForeignKey(
        Reserva, on_delete=models.CASCADE, related_name="contrataciones", verbose_name=_("reserva")
    )
    servicio = models.ForeignKey(
        Servicio, on_delete=models.PROTECT, related_name="contrataciones", verbose_name=_("servicio")
    )
    usuario = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="contrataciones",
        verbose_name=_("contratado por"),
        editable=False,
    )
    cantidad = models.PositiveSmallIntegerField(_("cantidad"), default=1, validators=[MinValueValidator(1)])
    precio_unitario = models.DecimalField(_("precio unitario"), max_digits=12, decimal_places=2, editable=False)
    estado = models.CharField(
        _("estado"),
        max_length=10,
        choices=EstadoDeContratacion.choices,
        default=EstadoDeContratacion.SOLICITADO,
        editable=False,
    )
    creada_en = models.DateTimeField(_("creada"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("contratación")
        verbose_name_plural = _("contrataciones")
        ordering = ["-id"]
        default_permissions = ("add", "view")
        constraints = [
            models.UniqueConstraint(
                fields=["reserva", "servicio"],
                condition=~models.Q(estado="anulado"),
                name="reservas_un_servicio_una_vez",
                violation_error_message=_("La reserva ya incluye este servicio."),
            ),
            models.CheckConstraint(
                condition=models.Q(cantidad__gt=0, precio_unitario__gte=0), name="reservas_contratacion_importe"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cantidad} × {self.servicio}"

    def clean(self) -> None:
        if self.servicio_id and self.servicio.moneda != self.reserva.moneda:
            raise ValidationError({"servicio": MonedaDistinta.mensaje}, code=MonedaDistinta.codigo)

    @property
    def importe(self) -> Decimal:
        return self.precio_unitario * self.cantidad
