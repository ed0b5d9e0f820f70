"""The audit: each change of a reservation or a departure, with its author and origin. Rows are only added."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from turismo.catalogo.models import EstadoDeSalida, Salida

from .reserva import MOTIVO, Estado, Reserva


class Accion(models.TextChoices):
    APARTAR = "apartar", _("apartar")
    EXTENDER = "extender", _("extender")
    CONFIRMAR = "confirmar", _("confirmar")
    CANCELAR = "cancelar", _("cancelar")
    EXPIRAR = "expirar", _("expirar")
    COMPLETAR = "completar", _("completar")


class Origen(models.TextChoices):
    WEB = "web", _("páginas")
    API = "api", _("API")
    ADMIN = "admin", _("administración")
    SISTEMA = "sistema", _("sistema")


class AccionDeSalida(models.TextChoices):
    CERRAR = "cerrar", _("cerrar")
    ABRIR = "abrir", _("abrir")
    REALIZAR = "realizar", _("realizar")
    CANCELAR = "cancelar", _("cancelar")
    REPROGRAMAR = "reprogramar", _("reprogramar")
    ASIGNAR_GUIA = "asignar_guia", _("asignar guía")


class Transicion(models.Model):
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
        abstract = True
        ordering = ["id"]
        default_permissions = ("view",)


class TransicionReserva(Transicion):
    reserva = models.ForeignKey(
        Reserva, on_delete=models.CASCADE, related_name="transiciones", verbose_name=_("reserva")
    )
    accion = models.CharField(_("acción"), max_length=10, choices=Accion.choices)
    de = models.CharField(_("de"), max_length=10, choices=Estado.choices, blank=True)
    a = models.CharField(_("a"), max_length=10, choices=Estado.choices)
    motivo = models.CharField(_("motivo"), max_length=MOTIVO, blank=True)

    class Meta(Transicion.Meta):
        verbose_name = _("transición")
        verbose_name_plural = _("transiciones")

    def __str__(self) -> str:
        return self.get_accion_display()


class TransicionSalida(Transicion):
    salida = models.ForeignKey(Salida, on_delete=models.CASCADE, related_name="transiciones", verbose_name=_("salida"))
    accion = models.CharField(_("acción"), max_length=12, choices=AccionDeSalida.choices)
    de = models.CharField(_("de"), max_length=10, choices=EstadoDeSalida.choices)
    a = models.CharField(_("a"), max_length=10, choices=EstadoDeSalida.choices)
    # The reason for a cancellation, both times of a move, or the name of the new guide.
    detalle = models.CharField(_("detalle"), max_length=MOTIVO, blank=True)

    class Meta(Transicion.Meta):
        verbose_name = _("transición de salida")
        verbose_name_plural = _("transiciones de salidas")

    def __str__(self) -> str:
        return self.get_accion_display()
