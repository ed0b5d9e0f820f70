"""The shape of a country's catalogue; times are local."""

from datetime import time
from decimal import Decimal
from typing import Any, NamedTuple

Campos = dict[str, Any]

LU, MA, MI, JU, VI, SA, DO = range(7)  # as `date.weekday()` counts
TODOS = (LU, MA, MI, JU, VI, SA, DO)


class Horario(NamedTuple):
    dias: tuple[int, ...]
    hora: time
    capacidad: int
    guia: str | None
    punto_de_encuentro: str


class Oferta(NamedTuple):
    """A tour, its schedule, and its fares beside the general one."""

    campos: Campos
    horario: Horario
    tarifas: tuple[Campos, ...] = ()


class Pais(NamedTuple):
    destinos: dict[str, Campos]
    guias: dict[str, Campos]
    ofertas: dict[str, Oferta]
    servicios: dict[str, Campos]


def nino(precio: str) -> Campos:
    return tarifa("nino", "Niño (4 a 11 años)", "Child (4 to 11)", precio, edades=(4, 11), acompanada=True)


def bebe() -> Campos:
    """Without a seat and without a price."""
    return tarifa("bebe", "Bebé en brazos", "Infant in arms", "0", edades=(0, 3), acompanada=True, ocupa_plazas=0)


def estudiante(precio: str) -> Campos:
    return tarifa("estudiante", "Estudiante con carné", "Student with card", precio)


def senior(precio: str) -> Campos:
    return tarifa("senior", "Mayores de 65", "Over 65", precio, edades=(65, None))


def familia(precio: str) -> Campos:
    return tarifa("familia", "Familia de cuatro", "Family of four", precio, ocupa_plazas=4)


def tarifa(
    tipo: str,
    nombre: str,
    nombre_en: str,
    precio: str,
    *,
    edades: tuple[int | None, int | None] = (None, None),
    **campos: Any,
) -> Campos:
    edad_minima, edad_maxima = edades
    return {
        "tipo": tipo,
        "nombre": nombre,
        "nombre_en": nombre_en,
        "precio": Decimal(precio),
        "edad_minima": edad_minima,
        "edad_maxima": edad_maxima,
        **campos,
    }
