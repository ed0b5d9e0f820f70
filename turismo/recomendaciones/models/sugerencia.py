"""A tour that the platform suggests to a member, with the reason."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from notifications.saving import RecordedModel, RecordedQuerySet
from turismo.catalogo.models import Salida, Tour
from turismo.recomendaciones.motivos import Motivo, frase
from turismo.reservas.models import OCUPAN, Reserva


class SugerenciaQuerySet(RecordedQuerySet["Sugerencia"]):
    def vigentes(self) -> "SugerenciaQuerySet":
        """Suggestions whose tour is still on sale and not booked by the member since."""
        ya_reservado = Reserva.objects.filter(
            usuario=OuterRef("usuario"), salida__tour=OuterRef("tour"), estado__in=OCUPAN
        )
        return self.filter(~Exists(ya_reservado), tour__in=Salida.objects.a_la_venta().con_lugar_para(1).values("tour"))


GestorDeSugerencias = models.Manager.from_queryset(SugerenciaQuerySet)


class Sugerencia(RecordedModel):
    """Created, renewed and deleted by `sugerencias.recomendar()`."""

    usuario = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="sugerencias",
        verbose_name=_("usuario"),
    )
    tour = models.ForeignKey(Tour, on_delete=models.CASCADE, related_name="sugerencias", verbose_name=_("tour"))
    puntaje = models.DecimalField(_("puntaje"), max_digits=5, decimal_places=4, help_text=_("De 0 a 1."))
    motivo = models.CharField(_("motivo"), max_length=10, choices=Motivo.choices)
    # The values in the reason's sentence, which is written in the reader's language when it is read.
    parametros = models.JSONField(default=dict)
    generada_en = models.DateTimeField(_("generada"))

    objects: ClassVar[GestorDeSugerencias["Sugerencia"]] = GestorDeSugerencias()

    class Meta:
        verbose_name = _("sugerencia")
        verbose_name_plural = _("sugerencias")
        ordering = ["-puntaje", "id"]
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(fields=["usuario", "tour"], name="recomendaciones_una_sugerencia_por_tour"),
            models.CheckConstraint(condition=Q(puntaje__range=(0, 1)), name="recomendaciones_puntaje_de_0_a_1"),
        ]

    def __str__(self) -> str:
        return f"{self.tour}: {self.explicacion}"

    @property
    def explicacion(self) -> str:
        return frase(self.motivo, self.parametros)
