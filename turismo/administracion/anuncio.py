"""Announce: what the operation has to say to the travellers of some departures reaches them and nobody else."""

from collections.abc import Sequence

from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from notifications.events import Audience, Level
from notifications.publishing.compose import AUDIENCES, MESSAGE_LENGTH
from turismo.notificaciones import enviar_notificacion

from .preguntas import parrafo

TIPO = "anuncio_de_salida"
VISIBLES = [(nivel.value, nivel.label) for nivel in Level if nivel != Level.SILENT]


class AnuncioForm(forms.Form):
    nivel = forms.ChoiceField(
        label=_("Importancia"), choices=VISIBLES, help_text=_("Advertencias y errores quedan en pantalla.")
    )
    texto = forms.CharField(label=_("Texto"), max_length=MESSAGE_LENGTH, widget=parrafo(4))


@transaction.atomic
def anunciar(texto: str, nivel: str, viajeros: Sequence[int], salidas: Sequence[int]) -> None:
    """`viajeros` are the keys of users; each hears it once, and does not learn who else does."""
    for n in range(0, len(viajeros), AUDIENCES):
        audiencia = [Audience.user(pk) for pk in viajeros[n : n + AUDIENCES]]
        enviar_notificacion(TIPO, texto, {"salidas": list(salidas)}, audiencia=audiencia, nivel=nivel)
