"""Add services to a booking."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from turismo.reservas.models import EstadoDeContratacion, Reserva

from .cantidades import ConCantidades, Renglon


class ServiciosForm(ConCantidades, forms.Form):
    """The form accepts all services of the tour, and shows those that the booking does not include. A form that is sent
    twice then repeats its request, and does not fail on an unknown field."""

    def __init__(self, *args: Any, reserva: Reserva, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reserva = reserva
        self.ofrecer_servicios(reserva.salida.tour, reserva.moneda)

    def clean(self) -> dict[str, Any]:
        datos: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and not self.contratados():
            raise ValidationError(_("Diga cuántos quiere de cada uno."))
        return datos

    def por_elegir(self) -> list[Renglon]:
        incluidos = {
            contratacion.servicio_id
            for contratacion in self.reserva.contrataciones.all()
            if contratacion.estado != EstadoDeContratacion.ANULADO
        }
        return list(self.renglones_de(servicio for servicio in self.servicios if servicio.pk not in incluidos))
