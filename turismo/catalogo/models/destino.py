"""A destination of tours."""

from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models, transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from turismo.catalogo.senales import destino_cambiado, destino_publicado

from .entrada import Entrada
from .guardado import using_of

PAIS = RegexValidator(r"^[A-Z]{2}\Z", _("El código ISO 3166 del país, en mayúsculas: PE, BO, MX…"))


def zona_horaria_valida(nombre: str) -> None:
    if nombre not in available_timezones():
        raise ValidationError(
            gettext("«%(nombre)s» no es una zona horaria: escriba, por ejemplo, America/Lima.") % {"nombre": nombre}
        )


class Destino(Entrada):
    publicacion = destino_publicado

    pais = models.CharField(_("país"), max_length=2, validators=[PAIS], help_text=_("ISO 3166: PE, BO, MX…"))
    region = models.CharField(_("región"), max_length=80, blank=True)
    zona_horaria = models.CharField(_("zona horaria"), max_length=64, validators=[zona_horaria_valida])
    latitud = models.DecimalField(_("latitud"), max_digits=9, decimal_places=6, null=True, blank=True)
    longitud = models.DecimalField(_("longitud"), max_digits=9, decimal_places=6, null=True, blank=True)
    descripcion = models.TextField(_("descripción"), blank=True)
    descripcion_en = models.TextField(_("descripción en inglés"), blank=True)

    class Meta(Entrada.Meta):
        verbose_name = _("destino")
        verbose_name_plural = _("destinos")
        constraints = [
            *Entrada.Meta.constraints,
            models.CheckConstraint(
                # With only one of the two NULL, the condition would be NULL, which passes: hence the `isnull`.
                condition=models.Q(latitud=None, longitud=None)
                | models.Q(
                    latitud__isnull=False,
                    latitud__range=(-90, 90),
                    longitud__isnull=False,
                    longitud__range=(-180, 180),
                ),
                name="catalogo_destino_en_la_tierra",
                violation_error_message=_(
                    "La latitud va de -90 a 90 y la longitud de -180 a 180; o las dos, o ninguna."
                ),
            ),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        using = using_of(self, kwargs)
        destinos = Destino.objects.using(using).filter(pk=self.pk)
        with transaction.atomic(using=using):
            antes = destinos.select_for_update().first()
            super().save(*args, **kwargs)
            # The pages of its tours show the destination's name, even if the destination itself is not published.
            if antes and self.tours.publicados().exists():
                ahora = destinos.get()
                if (antes.nombre, antes.nombre_en) != (ahora.nombre, ahora.nombre_en):
                    destino_cambiado.send(sender=Destino, destino=ahora)

    @property
    def texto(self) -> str:
        return self.en_idioma("descripcion")

    @property
    def zona(self) -> ZoneInfo:
        return ZoneInfo(self.zona_horaria)
