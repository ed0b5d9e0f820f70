"""A change of a departure and of the trips on it: the arguments of the signals in `senales`."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from turismo.catalogo.models import Guia, Salida
from turismo.reservas.models import Reserva


@dataclass(frozen=True, slots=True)
class Cambio:
    """The departure as it now is, and the number of living reservations that the change concerns."""

    salida: Salida
    reservas: int
    motivo: str = ""  # of a cancelled departure
    antes: datetime | None = None  # the start before the departure was moved


@dataclass(frozen=True, slots=True)
class Viaje:
    """The part of one customer: one notification for all of their reservations."""

    cambio: Cambio
    usuario_id: int
    localizadores: list[str]


@dataclass(frozen=True, slots=True)
class Encargo:
    """A departure that is given to a guide, or taken away from one."""

    salida: Salida
    guia: Guia


def viajes_de(cambio: Cambio, reservas: Iterable[Reserva]) -> list[Viaje]:
    de_cada_uno: dict[int, list[str]] = {}
    for reserva in reservas:
        if reserva.usuario_id is not None:  # a sale by telephone: the staff informs the customer
            de_cada_uno.setdefault(reserva.usuario_id, []).append(reserva.localizador)
    return [Viaje(cambio, usuario_id, localizadores) for usuario_id, localizadores in de_cada_uno.items()]
