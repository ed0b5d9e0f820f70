"""The rating of a trip by its traveller. It is never edited; the staff may hide it."""

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from notifications.saving import RecordedModel, RecordedQuerySet
from turismo.reservas.models import Reserva

from .nota import AYUDA, EN_LA_ESCALA, MAXIMA, MINIMA


class ValoracionQuerySet(RecordedQuerySet["Valoracion"]):
    def publicadas(self) -> "ValoracionQuerySet":
        return self.filter(publicada=True)


GestorDeValoraciones = models.Manager.from_queryset(ValoracionQuerySet)


class Valoracion(RecordedModel):
    """Created by `valoraciones.valorar()`, which checks its rules."""

    reserva = models.OneToOneField(
        Reserva, on_delete=models.PROTECT, related_name="valoracion", verbose_name=_("reserva"), editable=False
    )
    puntuacion = models.PositiveSmallIntegerField(_("puntuación"), validators=EN_LA_ESCALA, help_text=AYUDA)
    comentario = models.TextField(_("comentario"), blank=True, max_length=1000)
    publicada = models.BooleanField(_("publicada"), default=True, help_text=_("Si no, solo la lee el personal."))
    creada_en = models.DateTimeField(_("creada"), default=timezone.now, editable=False)

    objects: ClassVar[GestorDeValoraciones["Valoracion"]] = GestorDeValoraciones()

    class Meta:
        verbose_name = _("valoración")
        verbose_name_plural = _("valoraciones")
        ordering = ["-id"]
        default_permissions = ("change", "view")  # the staff neither writes nor deletes a traveller's rating
        constraints = [
            models.CheckConstraint(
                condition=models.Q(puntuacion__range=(MINIMA, MAXIMA)),
                name="recomendaciones_valoracion_de_1_a_5",
                violation_error_message=format_lazy(
                    _("La puntuación va de {minima} a {maxima}."), minima=MINIMA, maxima=MAXIMA
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reserva.salida.tour}: {self.puntuacion}/5"

    @property
    def autor(self) -> str:
        """The name that other travellers may read. A rated reservation always has a user."""
        return self.reserva.usuario.nombre_publico  # type: ignore[union-attr]
