"""The audit of a reservation: every change of its state, by whom and through which door. Rows are only added."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .reserva import Estado, Reserva


class Accion(models.TextChoices):
    APARTAR = "apartar", _("apartar")
    CONFIRMAR = "confirmar", _("confirmar")
    CANCELAR = "cancelar", _("cancelar")
    EXPIRAR = "expirar", _("expirar")
    COMPLETAR = "completar", _("completar")


class Origen(models.TextChoices):
    API = "api", _("API")
    ADMIN = "admin", _("administración")
    SISTEMA = "sistema", _("sistema")


class TransicionReserva(models.Model):
    reserva = models.ForeignKey(
        Reserva, on_delete=models.CASCADE, related_name="transiciones", verbose_name=_("reserva")
    )
    accion = models.CharField(_("acción"), max_length=10, choices=Accion.choices)
    de = models.CharField(_("de"), max_length=10, choices=Estado.choices, blank=True)
    a = models.CharField(_("a"), max_length=10, choices=Estado.choices)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("quién"),
    )
    origen = models.CharField(_("origen"), max_length=8, choices=Origen.choices)
    en = models.DateTimeField(_("cuándo"), default=timezone.now)

    class Meta:
        verbose_name = _("transición")
        verbose_name_plural = _("transiciones")
        ordering = ["id"]
        default_permissions = ("view",)

    def __str__(self) -> str:
        return self.get_accion_display()
