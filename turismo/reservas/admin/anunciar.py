"""The announcement to the travellers of some departures: the form checks that someone will read it, then it is sent."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db import transaction
from django.http import QueryDict
from django.utils.translation import gettext, ngettext

from turismo.administracion.acciones import Pedido
from turismo.administracion.anuncio import AnuncioForm, anunciar
from turismo.catalogo.models import Salida

from .alcance import viajeros_de


class AnuncioASusViajerosForm(AnuncioForm):
    def __init__(self, respuesta: QueryDict | None, elegidos: Sequence[Salida], **opciones: Any) -> None:
        super().__init__(respuesta, elegidos, **opciones)
        self.viajeros = viajeros_de(elegidos)

    def clean(self) -> None:
        if not self.errors and not self.viajeros:
            raise forms.ValidationError(gettext("En estas salidas no viaja nadie a quien avisar."))


@transaction.atomic
def anunciar_a_sus_viajeros(pedido: Pedido) -> None:
    texto, viajeros = pedido.datos["texto"], pedido.form.viajeros
    anunciar(texto, pedido.datos["nivel"], viajeros, [salida.pk for salida in pedido.filas])
    for salida in pedido.filas:
        pedido.anotar(salida, gettext("Anunciar: %(texto)s") % {"texto": texto})
    cuantos = len(viajeros)
    pedido.decir(ngettext("Anunciado a %(n)d viajero.", "Anunciado a %(n)d viajeros.", cuantos) % {"n": cuantos})
