"""A departure: the date and time at which a tour takes place, and its seats."""

from datetime import datetime
from typing import Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from notifications.saving import RecordedModel, RecordedQuerySet
from turismo.catalogo.disponibilidad import Cupo, Disponibilidad, noticia
from turismo.catalogo.reglas import GuiaOcupado
from turismo.catalogo.senales import disponibilidad_cambiada

from .guardado import NoPisa, using_of
from .guia import Guia
from .tour import Tour


class EstadoDeSalida(models.TextChoices):
    ABIERTA = "abierta", _("abierta")
    CERRADA = "cerrada", _("cerrada")  # no longer sold, still taking place
    CANCELADA = "cancelada", _("cancelada")
    REALIZADA = "realizada", _("realizada")


SALIDAS_VIVAS = (EstadoDeSalida.ABIERTA, EstadoDeSalida.CERRADA)  # they still take place


class SalidaQuerySet(RecordedQuerySet["Salida"]):
    def vivas(self) -> "SalidaQuerySet":
        return self.filter(estado__in=SALIDAS_VIVAS)

    def a_la_venta(self) -> "SalidaQuerySet":
        # A subquery and no join: Django turns a filter across tables into `pk IN (…)`, and an UPDATE that waited
        # for another transaction's lock would then not check the row's current values again.
        return self.filter(
            estado=EstadoDeSalida.ABIERTA,
            cierra_en__gt=timezone.now(),
            tour__in=Tour.objects.publicados().values("pk"),
        )

    def con_lugar_para(self, plazas: int) -> "SalidaQuerySet":
        return self.filter(plazas_ocupadas__lte=F("capacidad") - plazas)

    def tomar(self, pk: int) -> "Salida":
        """Lock the departure until the transaction ends, and return it as it now is.

        A transaction that also changes its reservations locks the departure first: in the other order two of them
        could deadlock.
        """
        tomadas = self.select_for_update(of=("self",), no_key=True).select_related("tour__destino", "guia")
        return tomadas.get(pk=pk)


GestorDeSalidas = models.Manager.from_queryset(SalidaQuerySet)


class Salida(NoPisa, RecordedModel):
    """Create it by saving it. Later saves change only the columns that need no announcement to the travellers; the
    others are changed by `reservas.dominio.plazas`, `salidas` and `encargos`."""

    movidas_aparte = frozenset({"plazas_ocupadas", "estado", "inicio", "fin", "guia"})

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
    cierra_en = models.DateTimeField(
        _("cierre de venta"), blank=True, help_text=_("Vacío: antes del inicio, según el corte de reserva del tour.")
    )
    punto_de_encuentro = models.CharField(_("punto de encuentro"), max_length=200, blank=True)
    capacidad = models.PositiveSmallIntegerField(_("capacidad"), validators=[MinValueValidator(1)])
    # A counter and not a sum, so that one guarded UPDATE can take a seat; only `reservas.dominio.plazas` changes it.
    plazas_ocupadas = models.PositiveSmallIntegerField(_("plazas ocupadas"), default=0, editable=False)
    estado = models.CharField(
        _("estado"), max_length=10, choices=EstadoDeSalida.choices, default=EstadoDeSalida.ABIERTA, editable=False
    )
    # Counts the operator's changes; selling a seat is not one.
    version = models.PositiveIntegerField(default=1, editable=False)

    objects: ClassVar[GestorDeSalidas["Self"]] = GestorDeSalidas()

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
                condition=Q(cierra_en__lte=F("inicio")),
                name="catalogo_salida_cierra",
                violation_error_message=_("La venta debe cerrar antes de que la salida empiece."),
            ),
            models.CheckConstraint(
                condition=Q(capacidad__gt=0, plazas_ocupadas__lte=F("capacidad")),
                name="catalogo_salida_con_cupo",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.tour} · {self.cuando}"

    def clean(self) -> None:
        # The constraint holds this too, but forms skip constraints on columns that they do not show.
        if self.capacidad is not None and self.libres < 0:
            raise ValidationError(
                {"capacidad": _("Ya hay %(ocupadas)d plazas ocupadas.") % {"ocupadas": self.plazas_ocupadas}}
            )
        if self._state.adding and self.guia and self.inicio and self.fin:
            try:
                self.guia.comprobar_libre(self.inicio, self.fin)
            except GuiaOcupado as regla:
                raise ValidationError({"guia": str(regla)}, code=regla.codigo) from regla

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Raise GuiaOcupado if the guide of a new departure leads another one at that time."""
        if not self.cierra_en:
            self.cierra_en = self.inicio - self.tour.corte_reserva
        using = using_of(self, kwargs)
        with transaction.atomic(using=using):
            if self._state.adding:
                self.guardar_nueva(*args, **kwargs)
            else:
                self.guardar_cambio(*args, **kwargs)

    def guardar_nueva(self, *args: Any, **kwargs: Any) -> None:
        if self.guia:
            self.guia.tomar_agenda()
            self.guia.comprobar_libre(self.inicio, self.fin)
        super().save(*args, **kwargs)

    def guardar_cambio(self, *args: Any, **kwargs: Any) -> None:
        antes = Salida.objects.tomar(self.pk)
        self.version = antes.version + 1
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], "version"}
        super().save(*args, **kwargs)
        ahora = Salida.objects.select_related("tour__destino").get(pk=self.pk)
        if (antes.cupo, antes.cierra_en) != (ahora.cupo, ahora.cierra_en):
            ahora.avisar(antes.cupo)

    def avisar(self, antes: Cupo | None = None) -> None:
        """Announce the seats left and, if `antes` is given, the threshold that was crossed since (`noticia`)."""
        disponibilidad_cambiada.send(sender=Salida, salida=self)
        if antes and self.se_vende and (cruce := noticia(antes, self.cupo)):
            cruce.send(sender=Salida, salida=self)

    @property
    def cupo(self) -> Cupo:
        return Cupo(self.capacidad, self.plazas_ocupadas)

    @property
    def libres(self) -> int:
        return self.cupo.libres

    @property
    def se_vende(self) -> bool:
        """The same condition as `a_la_venta`, for a row that is already read."""
        return self.estado == EstadoDeSalida.ABIERTA and self.cierra_en > timezone.now() and self.tour.es_publica

    @property
    def disponibilidad(self) -> Disponibilidad:
        return self.cupo.disponibilidad if self.se_vende else Disponibilidad.CERRADA

    @property
    def inicio_local(self) -> datetime:
        """In the destination's time zone."""
        return self.inicio.astimezone(self.tour.destino.zona)

    @property
    def cuando(self) -> str:
        return f"{self.inicio_local:%d/%m/%Y %H:%M}"
