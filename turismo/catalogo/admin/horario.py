"""Form fields for a day and an hour in the time zone of the destination, not of the office or the server."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from turismo.catalogo.generacion import hora_del_lugar
from turismo.catalogo.reglas import HoraInexistente


class HoraDelLugar(forms.BaseForm):
    def inicio_en(self, zona: ZoneInfo) -> datetime | None:
        """The typed day and hour in UTC. If they are missing, past or do not exist in `zona`: None, with the error."""
        dia, hora = self.cleaned_data.get("dia"), self.cleaned_data.get("hora")
        if not dia or not hora:
            return None
        try:
            inicio = hora_del_lugar(dia, hora, zona)
        except HoraInexistente as regla:
            self.add_error("hora", str(regla))
            return None
        if inicio <= timezone.now():
            self.add_error("dia", _("Esa hora ya pasó."))
            return None
        return inicio


# The browser's own date and time inputs: the admin's widgets compare with the time zone of the server.
DIA = {"type": "date"}
HORA = {"type": "time"}


def campo_dia(**opciones: Any) -> forms.DateField:
    return forms.DateField(widget=forms.DateInput(DIA, format="%Y-%m-%d"), **{"label": _("Día"), **opciones})


def campo_hora() -> forms.TimeField:
    return forms.TimeField(
        label=_("Hora"), widget=forms.TimeInput(HORA, format="%H:%M"), help_text=_("En el reloj del lugar.")
    )


def momento() -> forms.SplitDateTimeWidget:
    return forms.SplitDateTimeWidget(date_attrs=DIA, time_attrs=HORA, date_format="%Y-%m-%d", time_format="%H:%M")
