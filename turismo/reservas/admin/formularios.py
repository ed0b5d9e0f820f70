"""The forms of the question pages: a reason, a refund, a guide, a new hour."""

from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from turismo.administracion.preguntas import Formulario, parrafo
from turismo.catalogo.admin.agenda import coincidencias, que_lo_impide
from turismo.catalogo.admin.horario import HoraDelLugar, campo_dia, campo_hora
from turismo.catalogo.models import Guia, Salida
from turismo.reservas.models import MOTIVO, Reembolso


class MotivoForm(Formulario):
    motivo = forms.CharField(
        label=_("Motivo"), max_length=MOTIVO, widget=parrafo(3), help_text=_("Lo leerá quien viaja.")
    )


class CancelarReservasForm(Formulario):
    motivo = forms.CharField(label=_("Motivo"), max_length=MOTIVO, widget=parrafo(3))
    reembolso = forms.ChoiceField(
        label=_("Reembolso"),
        required=False,
        choices=[("", _("según las condiciones del tour")), *Reembolso.choices],
    )


class GuiaForm(Formulario):
    guia = forms.ModelChoiceField(
        label=_("Guía"),
        queryset=Guia.objects.publicados(),
        required=False,
        widget=AutocompleteSelect(Salida._meta.get_field("guia"), admin.site),
        help_text=_("Vacío: queda sin guía."),
    )

    def clean_guia(self) -> Guia | None:
        guia: Guia | None = self.cleaned_data["guia"]
        if guia:
            salidas = sorted(self.elegidos, key=lambda salida: salida.inicio)
            ocupadas = coincidencias(
                guia, [(una.inicio, una.fin) for una in salidas], salvo=[una.pk for una in salidas]
            )
            if ocupadas:
                raise forms.ValidationError(que_lo_impide(guia, ocupadas))
            for antes, despues in pairwise(salidas):
                if despues.inicio < antes.fin:
                    raise forms.ValidationError(
                        gettext("«%(antes)s» y «%(despues)s» coinciden: nadie puede guiar las dos.")
                        % {"antes": antes, "despues": despues}
                    )
        return guia


class ReprogramarForm(HoraDelLugar, Formulario):
    dia = campo_dia()
    hora = campo_hora()
    duracion = forms.DurationField(label=_("Duración"), help_text=_("Horas: «08:00:00»; con días: «2 08:00:00»."))
    # The version that the page showed: the movement refuses a departure that has changed since then.
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, respuesta: QueryDict | None, elegidos: Sequence[Salida]) -> None:
        [salida] = elegidos
        antes = {
            "dia": salida.inicio_local.date(),
            "hora": salida.inicio_local.time(),
            "duracion": salida.fin - salida.inicio,
            "version": salida.version,
        }
        super().__init__(respuesta, elegidos, initial=antes)
        self.salida = salida
        self.inicio: datetime | None = None

    def clean(self) -> None:
        self.inicio = self.inicio_en(self.salida.tour.destino.zona)
