"""The form of a single new departure: a day and an hour of the place; the tour's duration sets its end."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from turismo.catalogo.admin.horario import HoraDelLugar, campo_dia, campo_hora
from turismo.catalogo.models import Salida
from turismo.reservas.reglas import SalidaRepetida


class NuevaSalidaForm(HoraDelLugar, forms.ModelForm):  # type: ignore[type-arg]
    dia = campo_dia()
    hora = campo_hora()

    class Meta:
        model = Salida
        fields = ["tour", "capacidad", "guia", "punto_de_encuentro"]
        help_texts = {"guia": _("Puede asignarse después.")}

    def clean(self) -> dict[str, Any]:
        datos = super().clean() or self.cleaned_data
        tour = datos.get("tour")
        inicio = self.inicio_en(tour.destino.zona) if tour else None
        if tour and inicio:
            # `Salida.clean()` needs both to find a guide with another departure at that time.
            self.instance.inicio, self.instance.fin = inicio, inicio + tour.duracion
            if tour.salidas.filter(inicio=inicio).exists():
                self.add_error("hora", str(SalidaRepetida.mensaje))
        return datos
