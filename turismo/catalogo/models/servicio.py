"""What can be contracted besides a seat: a transfer, a meal, a bed, a bicycle."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from turismo.catalogo.dinero import MONEDA, NO_NEGATIVO, importe_valido
from turismo.catalogo.senales import servicio_publicado

from .entrada import Entrada


class Categoria(models.TextChoices):
    TRASLADO = "traslado", _("traslado")
    COMIDA = "comida", _("comida")
    ALOJAMIENTO = "alojamiento", _("alojamiento")
    EQUIPO = "equipo", _("equipo")
    OTRO = "otro", _("otro")


class Servicio(Entrada):
    publicacion = servicio_publicado

    categoria = models.CharField(_("categoría"), max_length=12, choices=Categoria.choices, default=Categoria.OTRO)
    descripcion = models.TextField(_("descripción"), blank=True)
    precio = models.DecimalField(_("precio"), max_digits=12, decimal_places=2, validators=[NO_NEGATIVO])
    moneda = models.CharField(_("moneda"), max_length=3, validators=[MONEDA])

    class Meta(Entrada.Meta):
        verbose_name = _("servicio")
        verbose_name_plural = _("servicios")
        constraints = [
            *Entrada.Meta.constraints,
            models.CheckConstraint(condition=importe_valido("precio"), name="catalogo_servicio_precio"),
        ]
