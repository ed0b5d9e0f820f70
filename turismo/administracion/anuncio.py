"""Announcements of the operation to the travellers of some departures, and to no one else."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from notifications.events import Audience, Level
from notifications.publishing.compose import AUDIENCES, MESSAGE_LENGTH
from turismo.notificaciones import enviar_notificacion

from .preguntas import Formulario, parrafo

TIPO = "anuncio_de_salida"
VISIBLES = [(nivel.value, nivel.label) for nivel in Level if nivel != Level.SILENT]


class AnuncioForm(Formulario):
    nivel = forms.ChoiceField(
        label=_("Importancia"), choices=VISIBLES, help_text=_("Advertencias y errores quedan en pantalla.")
    )
    texto = forms.CharField(label=_("Texto"), max_length=MESSAGE_LENGTH, widget=parrafo(4))

    @property
    def previa(self) -> dict[str, Any] | None:
        """The announcement as typed, to be shown before it is sent; None unless both fields are valid."""
        return self.cleaned_data if self.is_bound and not self.errors.keys() & self.fields.keys() else None


@transaction.atomic
def anunciar(texto: str, nivel: str, viajeros: Sequence[int], salidas: Sequence[int]) -> None:
    """Notify each of `viajeros`, keys of users, once; a recipient does not learn of the others."""
    for n in range(0, len(viajeros), AUDIENCES):
        audiencia = [Audience.user(pk) for pk in viajeros[n : n + AUDIENCES]]
        enviar_notificacion(TIPO, texto, {"salidas": list(salidas)}, audiencia=audiencia, nivel=nivel)
