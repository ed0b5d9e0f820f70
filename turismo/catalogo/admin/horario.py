"""Hours as an operator types them: a day and an hour on the clock of the place, whatever clock the office goes by."""

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
        """In UTC; None where what was typed is no hour of the future, and then the form says why."""
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


# The browser's own calendar and clock: the admin's would reckon with the hour of the server, which is another place.
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
