"""A guide of tours."""

from datetime import datetime

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from turismo.catalogo.reglas import GuiaOcupado
from turismo.catalogo.senales import guia_publicado

from .entrada import Entrada

IDIOMAS = RegexValidator(r"^[a-z]{2,3}( [a-z]{2,3})*\Z", _("Códigos de idioma separados por un espacio: es en qu."))


class Guia(Entrada):
    publicacion = guia_publicado
    movidas_aparte = Entrada.movidas_aparte | {"version"}

    # A guide needs no account.
    usuario = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="guia",
        verbose_name=_("usuario"),
    )
    idiomas = models.CharField(
        _("idiomas"),
        max_length=60,
        default="es",
        validators=[IDIOMAS],
        help_text=_("Códigos separados por un espacio: es en qu."),
    )
    licencia = models.CharField(_("licencia"), max_length=40, null=True, blank=True, unique=True)
    presentacion = models.TextField(_("presentación"), blank=True)
    # Counts the changes of the agenda. Its UPDATE locks the agenda until the transaction ends.
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta(Entrada.Meta):
        verbose_name = _("guía")
        verbose_name_plural = _("guías")

    def tomar_agenda(self) -> None:
        """Lock the agenda until the transaction ends, on SQLite and PostgreSQL, before giving the guide a departure."""
        Guia.objects.filter(pk=self.pk).update(version=models.F("version") + 1)

    def comprobar_libre(self, inicio: datetime, fin: datetime, *, salvo: int | None = None) -> None:
        """Raise GuiaOcupado if the guide leads another departure in those hours; `salvo` is the one that moves."""
        otras = self.salidas.vivas().filter(inicio__lt=fin, fin__gt=inicio)
        if (otras.exclude(pk=salvo) if salvo else otras).exists():
            raise GuiaOcupado
