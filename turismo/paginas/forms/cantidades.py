"""Fields for quantities, shared by the forms for seats and for services."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from django import forms

from turismo.catalogo.models import Por, Servicio, Tarifa, Tour

from .campos import Formulario


class Renglon(NamedTuple):
    """A field and the fare or service that it counts; `cosa` is None for the general fare."""

    campo: forms.BoundField
    cosa: Tarifa | Servicio | None


class ConCantidades(Formulario):
    servicios: list[Servicio]

    def contar(self, nombre: str, etiqueta: Any, maximo: int, inicial: int = 0) -> None:
        self.fields[nombre] = forms.IntegerField(
            label=etiqueta, min_value=0, max_value=maximo, required=False, initial=inicial
        )

    def ofrecer_servicios(self, tour: Tour, moneda: str) -> None:
        suyos = Servicio.objects.publicados().filter(moneda=moneda).para(tour.pk)
        self.servicios = list(suyos.order_by("nombre"))
        for servicio in self.servicios:
            maximo = 1 if servicio.por == Por.RESERVA else tour.max_personas
            self.contar(f"servicio_{servicio.pk}", servicio.titulo, maximo)

    def contratados(self) -> list[tuple[Servicio, int]]:
        pedidos = [(servicio, self.cleaned_data[f"servicio_{servicio.pk}"]) for servicio in self.servicios]
        return [(servicio, cantidad) for servicio, cantidad in pedidos if cantidad]

    def renglones_de(self, servicios: Iterable[Servicio]) -> Iterator[Renglon]:
        for servicio in servicios:
            yield Renglon(self[f"servicio_{servicio.pk}"], servicio)

    def renglones_de_servicios(self) -> Iterator[Renglon]:
        return self.renglones_de(self.servicios)
