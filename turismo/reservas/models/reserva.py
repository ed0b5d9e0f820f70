"""Seats on a departure: held for a while, then confirmed, cancelled or expired. Rows are never deleted."""

import secrets
from typing import Any, ClassVar
from uuid import uuid4

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from notifications.saving import RecordedModel, RecordedQuerySet
from turismo.catalogo.dinero import MONEDA, importe_valido
from turismo.catalogo.models import Salida
from turismo.usuarios.models import TELEFONO

MOTIVO = 300  # characters

# Crockford's alphabet, without the letters that are easily confused.
LETRAS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def localizador_nuevo() -> str:
    return "".join(secrets.choice(LETRAS) for _ in range(8))


class Estado(models.TextChoices):
    PENDIENTE = "pendiente", _("pendiente")
    CONFIRMADA = "confirmada", _("confirmada")
    CANCELADA = "cancelada", _("cancelada")
    EXPIRADA = "expirada", _("expirada")
    COMPLETADA = "completada", _("completada")


RESERVAS_VIVAS = (Estado.PENDIENTE, Estado.CONFIRMADA)  # they hold seats of a trip to come
OCUPAN = (*RESERVAS_VIVAS, Estado.COMPLETADA)  # their seats are or were used, so they count as taken


class ReservaQuerySet(RecordedQuerySet["Reserva"]):
    def visibles_para(self, usuario: Any) -> "ReservaQuerySet":
        """All of them for the staff that may view reservations; for others their own."""
        if usuario.has_perm("reservas.view_reserva"):
            return self
        return self.filter(usuario_id=usuario.pk) if usuario.is_authenticated else self.none()

    def vivas(self) -> "ReservaQuerySet":
        return self.filter(estado__in=RESERVAS_VIVAS)

    def vencidas(self) -> "ReservaQuerySet":
        """Holds past their time, expired already or not."""
        return self.filter(estado=Estado.PENDIENTE, expira_en__lte=timezone.now())


class Reembolso(models.TextChoices):
    TOTAL = "total", _("total")
    PARCIAL = "parcial", _("parcial")
    NINGUNO = "ninguno", _("ninguno")


SIN_CANCELAR = Q(cancelada_en=None, cancelada_por=None, reembolso=None)


GestorDeReservas = models.Manager.from_queryset(ReservaQuerySet)


class Reserva(RecordedModel):
    """Created by `ventas.apartar()` and changed by `movimientos.mover()`, which also keep seats and audit."""

    # Public, in URLs and on the telephone; a primary key would show how many reservations there are.
    localizador = models.CharField(
        _("localizador"), max_length=8, unique=True, default=localizador_nuevo, editable=False
    )
    # An idempotency key, chosen by the client.
    uuid = models.UUIDField(unique=True, default=uuid4, editable=False)
    usuario = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="reservas",
        verbose_name=_("usuario"),
        help_text=_("Vacío: una venta por teléfono o de agencia."),
    )
    salida = models.ForeignKey(Salida, on_delete=models.PROTECT, related_name="reservas", verbose_name=_("salida"))
    # Sums over its lines; the total also includes the services.
    plazas = models.PositiveSmallIntegerField(_("plazas"), validators=[MinValueValidator(1)])
    total = models.DecimalField(_("total"), max_digits=12, decimal_places=2, editable=False)
    moneda = models.CharField(_("moneda"), max_length=3, validators=[MONEDA], editable=False)
    estado = models.CharField(
        _("estado"), max_length=10, choices=Estado.choices, default=Estado.PENDIENTE, editable=False
    )
    expira_en = models.DateTimeField(_("expira"), null=True, editable=False)
    extendida = models.BooleanField(_("extendida"), default=False, editable=False)
    confirmada_en = models.DateTimeField(_("confirmada"), null=True, editable=False)
    cancelada_en = models.DateTimeField(_("cancelada"), null=True, editable=False)
    cancelada_por = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("cancelada por"),
        editable=False,
    )
    motivo = models.CharField(_("motivo"), max_length=MOTIVO, blank=True, editable=False)
    # NULL until it is decided, like the times above.
    reembolso = models.CharField(  # noqa: DJ001
        _("reembolso"),
        max_length=8,
        choices=Reembolso.choices,
        null=True,
        editable=False,
    )
    asistio = models.BooleanField(_("asistió"), null=True, editable=False)
    creada_en = models.DateTimeField(_("creada"), default=timezone.now, editable=False)
    actualizada_en = models.DateTimeField(_("actualizada"), auto_now=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    # As given for this trip, independent of the account.
    contacto_nombre = models.CharField(_("nombre"), max_length=150)
    contacto_email = models.EmailField(_("correo electrónico"), blank=True)
    contacto_telefono = models.CharField(_("teléfono"), max_length=16, blank=True, validators=[TELEFONO])
    notas = models.TextField(_("notas"), blank=True, max_length=2000)

    objects: ClassVar[GestorDeReservas["Reserva"]] = GestorDeReservas()

    class Meta:
        verbose_name = _("reserva")
        verbose_name_plural = _("reservas")
        ordering = ["-id"]
        default_permissions = ("add", "change", "view")  # no delete
        indexes = [
            # For one departure, when seats are short.
            models.Index(fields=["salida", "expira_en"], condition=Q(estado="pendiente"), name="reservas_por_vencer"),
            # For all departures, by `expirar_reservas`.
            models.Index(fields=["expira_en"], condition=Q(estado="pendiente"), name="reservas_vencen"),
            # For the operation's list, newest first.
            models.Index(fields=["creada_en"], name="reservas_por_creacion"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(plazas__gt=0), name="reservas_reserva_con_plazas"),
            models.CheckConstraint(condition=importe_valido("total"), name="reservas_reserva_total"),
            models.CheckConstraint(
                condition=Q(estado="pendiente", expira_en__isnull=False) | ~Q(estado="pendiente") & Q(expira_en=None),
                name="reservas_solo_lo_pendiente_expira",
            ),
            models.CheckConstraint(
                condition=Q(estado="cancelada", cancelada_en__isnull=False, reembolso__isnull=False)
                | ~Q(estado="cancelada") & SIN_CANCELAR,
                name="reservas_cancelada_desde",
            ),
        ]

    def __str__(self) -> str:
        return self.localizador
