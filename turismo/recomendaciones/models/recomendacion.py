"""A traveller's recommendation of a tour to the other members."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from notifications.saving import RecordedModel
from turismo.catalogo.models import Tour

from .nota import AYUDA, EN_LA_ESCALA, MAXIMA, MINIMA


class Recomendacion(RecordedModel):
    usuario = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="recomendaciones",
        verbose_name=_("usuario"),
    )
    tour = models.ForeignKey(Tour, on_delete=models.CASCADE, related_name="recomendaciones", verbose_name=_("tour"))
    puntaje = models.PositiveSmallIntegerField(_("puntaje"), validators=EN_LA_ESCALA, help_text=AYUDA)
    comentario = models.TextField(_("comentario"), blank=True, max_length=2000)
    creada_en = models.DateTimeField(_("creada"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("recomendación")
        verbose_name_plural = _("recomendaciones")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["usuario", "tour"],
                name="recomendaciones_una_por_tour",
                violation_error_message=_("Este usuario ya recomendó este tour."),
            ),
            models.CheckConstraint(
                condition=models.Q(puntaje__range=(MINIMA, MAXIMA)),
                name="recomendaciones_de_1_a_5",
                violation_error_message=format_lazy(
                    _("El puntaje va de {minima} a {maxima}."), minima=MINIMA, maxima=MAXIMA
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.tour}: {self.puntaje}/5"
