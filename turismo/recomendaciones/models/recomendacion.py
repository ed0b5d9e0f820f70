"""A traveller's recommendation of a tour to the other members."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from notifications.saving import RecordedModel
from turismo.catalogo.models import Tour


class Recomendacion(RecordedModel):
    usuario = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="recomendaciones",
        verbose_name=_("usuario"),
    )
    tour = models.ForeignKey(Tour, on_delete=models.CASCADE, related_name="recomendaciones", verbose_name=_("tour"))
    puntaje = models.PositiveSmallIntegerField(
        _("puntaje"), validators=[MinValueValidator(1), MaxValueValidator(5)], help_text=_("De 1 a 5.")
    )
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
                condition=models.Q(puntaje__range=(1, 5)),
                name="recomendaciones_de_1_a_5",
                violation_error_message=_("El puntaje va de 1 a 5."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.tour}: {self.puntaje}/5"
