"""What became of a departure, and of the journey of each customer who has a seat on it: the arguments of `senales`."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from turismo.catalogo.models import Guia, Salida
from turismo.reservas.models import Reserva


@dataclass(frozen=True, slots=True)
class Cambio:
    """The departure as it now is, and the living reservations that it concerns."""

    salida: Salida
    reservas: int
    motivo: str = ""  # where it was called off
    antes: datetime | None = None  # where it was moved


@dataclass(frozen=True, slots=True)
class Viaje:
    """The part of one customer, who is told once however many reservations they have."""

    cambio: Cambio
    usuario_id: int
    localizadores: list[str]


@dataclass(frozen=True, slots=True)
class Encargo:
    """A guide who is given a departure, or has it taken away."""

    salida: Salida
    guia: Guia


def viajes_de(cambio: Cambio, reservas: Iterable[Reserva]) -> list[Viaje]:
    de_cada_uno: dict[int, list[str]] = {}
    for reserva in reservas:
        if reserva.usuario_id is not None:  # a sale by telephone: the staff tells them
            de_cada_uno.setdefault(reserva.usuario_id, []).append(reserva.localizador)
    return [Viaje(cambio, usuario_id, localizadores) for usuario_id, localizadores in de_cada_uno.items()]
