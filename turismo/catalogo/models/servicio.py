"""A service beside the seat: a transfer, a meal, a bed, a bicycle."""

from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from turismo.catalogo.dinero import MONEDA, NO_NEGATIVO, comprobar_decimales, importe_valido
from turismo.catalogo.senales import servicio_publicado

from .entrada import Entrada, EntradaQuerySet
from .tour import Tour


class Categoria(models.TextChoices):
    TRASLADO = "traslado", _("traslado")
    COMIDA = "comida", _("comida")
    ALOJAMIENTO = "alojamiento", _("alojamiento")
    EQUIPO = "equipo", _("equipo")
    OTRO = "otro", _("otro")


class Por(models.TextChoices):
    PERSONA = "persona", _("persona")
    RESERVA = "reserva", _("reserva")  # once, for any number of people


class ServicioQuerySet(EntradaQuerySet["Servicio"]):
    def para(self, tour_id: int) -> Self:
        """Services of the tour; a service without tours goes with all of them."""
        return self.filter(pk__in=self.model._base_manager.filter(models.Q(tours=None) | models.Q(tours=tour_id)))


GestorDeServicios = models.Manager.from_queryset(ServicioQuerySet)


class Servicio(Entrada):
    publicacion = servicio_publicado

    categoria = models.CharField(_("categoría"), max_length=12, choices=Categoria.choices, default=Categoria.OTRO)
    descripcion = models.TextField(_("descripción"), blank=True)
    descripcion_en = models.TextField(_("descripción en inglés"), blank=True)
    precio = models.DecimalField(_("precio"), max_digits=12, decimal_places=2, validators=[NO_NEGATIVO])
    moneda = models.CharField(_("moneda"), max_length=3, validators=[MONEDA])
    por = models.CharField(_("precio por"), max_length=8, choices=Por.choices, default=Por.PERSONA)
    tours = models.ManyToManyField(
        Tour,
        blank=True,
        related_name="servicios",
        verbose_name=_("tours"),
        help_text=_("Con cuáles se ofrece; ninguno: con todos."),
    )

    objects: ClassVar[GestorDeServicios["Self"]] = GestorDeServicios()

    class Meta(Entrada.Meta):
        verbose_name = _("servicio")
        verbose_name_plural = _("servicios")
        constraints = [
            *Entrada.Meta.constraints,
            models.CheckConstraint(condition=importe_valido("precio"), name="catalogo_servicio_precio"),
        ]

    def clean(self) -> None:
        comprobar_decimales(self.precio, self.moneda)

    @property
    def texto(self) -> str:
        return self.en_idioma("descripcion")
