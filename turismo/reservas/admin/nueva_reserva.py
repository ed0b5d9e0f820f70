"""The form of a sale by telephone or at the counter: general seats, seats of the other fares, one contact."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from turismo.catalogo.models import Salida, Tarifa, TipoDeTarifa
from turismo.reglas import ReglaIncumplida
from turismo.reservas.dominio.lineas import plazas_de, valorar
from turismo.reservas.dominio.ventas import comprobar_lugar
from turismo.reservas.models import LineaReserva, Reserva

OTRAS = {f"tarifa_{tipo.value}": tipo for tipo in TipoDeTarifa}


class NuevaReservaForm(forms.ModelForm):  # type: ignore[type-arg]
    plazas = forms.IntegerField(label=_("Plazas generales"), min_value=0, max_value=1000)

    class Meta:
        model = Reserva
        fields = [
            "salida",
            "plazas",
            "usuario",
            "contacto_nombre",
            "contacto_email",
            "contacto_telefono",
            "notas",
        ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lineas: Sequence[LineaReserva] = ()
        # One field for each kind of fare: which ones the tour sells is not known before the departure is chosen.
        for nombre, tipo in OTRAS.items():
            self.fields[nombre] = forms.IntegerField(
                label=capfirst(str(tipo.label)), min_value=0, max_value=1000, required=False
            )

    def clean(self) -> dict[str, Any]:
        datos = super().clean() or self.cleaned_data
        if datos.get("salida") and not self.errors:
            try:
                self.lineas = self.lineas_de(datos["salida"])
                datos["plazas"] = plazas_de(self.lineas)
                comprobar_lugar(datos["salida"].pk, datos["plazas"])
            except ReglaIncumplida as regla:
                raise forms.ValidationError({"plazas": str(regla)}, code=regla.codigo) from regla
        return datos

    def lineas_de(self, salida: Salida) -> list[LineaReserva]:
        pedidas = {tipo: cantidad for nombre, tipo in OTRAS.items() if (cantidad := self.cleaned_data.get(nombre))}
        tarifas = {tarifa.tipo: tarifa for tarifa in Tarifa.objects.filter(tour=salida.tour_id, activa=True)}
        for tipo in pedidas.keys() - tarifas.keys():
            self.add_error(f"tarifa_{tipo}", _("Este tour no vende esa tarifa."))
        lineas = [
            LineaReserva(tarifa=tarifas[tipo], cantidad=cantidad)
            for tipo, cantidad in pedidas.items()
            if tipo in tarifas
        ]
        if generales := self.cleaned_data["plazas"]:
            lineas.insert(0, LineaReserva(cantidad=generales))
        if not lineas:
            raise forms.ValidationError({"plazas": _("Pida alguna plaza.")})
        valorar(lineas, salida.tour)
        return lineas
