"""Turn a request for fares into lines with today's prices, or raise the rule that it breaks."""

from collections.abc import Sequence
from decimal import Decimal

from turismo.catalogo.dinero import IMPORTE_MAXIMO, dinero
from turismo.catalogo.models import Tarifa, Tour
from turismo.reservas.models import LineaReserva, Reserva
from turismo.reservas.reglas import (
    ImporteExcesivo,
    PersonasFueraDeRango,
    PrecioCambiado,
    TarifaAcompanada,
    TarifaDesconocida,
    TarifaRepetida,
)


def generales(reserva: Reserva) -> list[LineaReserva]:
    """A request for seats without fares means general ones."""
    return [LineaReserva(cantidad=reserva.plazas)]


def valorar(lineas: Sequence[LineaReserva], tour: Tour) -> None:
    """Write the price and the seats of each line; raise the rule that they break together."""
    pedidas = [linea.tarifa_id for linea in lineas]
    if len(set(pedidas)) < len(pedidas):
        raise TarifaRepetida
    en_venta = Tarifa.objects.filter(tour=tour, activa=True).in_bulk([pk for pk in pedidas if pk is not None])
    for linea in lineas:
        valorar_una(linea, tour, en_venta)
    comprobar_personas(lineas, tour)
    comprobar_compania(lineas)
    if importe_de(lineas) > IMPORTE_MAXIMO:
        raise ImporteExcesivo


def valorar_una(linea: LineaReserva, tour: Tour, en_venta: dict[int, Tarifa]) -> None:
    if linea.tarifa_id is None:
        linea.precio_unitario, linea.plazas = tour.precio, 1
    elif tarifa := en_venta.get(linea.tarifa_id):
        linea.tarifa, linea.precio_unitario, linea.plazas = tarifa, tarifa.precio, tarifa.ocupa_plazas
    else:
        raise TarifaDesconocida


def comprobar_personas(lineas: Sequence[LineaReserva], tour: Tour) -> None:
    personas = sum(linea.cantidad for linea in lineas)
    if not tour.min_personas <= personas <= tour.max_personas or min(linea.cantidad for linea in lineas) < 1:
        raise PersonasFueraDeRango(minimo=tour.min_personas, maximo=tour.max_personas)


def comprobar_compania(lineas: Sequence[LineaReserva]) -> None:
    """Refuse accompanied fares without a general one, and lines that take no seat at all."""
    hay_general = any(linea.tarifa is None for linea in lineas)
    hay_acompanadas = any(linea.tarifa and linea.tarifa.acompanada for linea in lineas)
    if (hay_acompanadas and not hay_general) or not plazas_de(lineas):
        raise TarifaAcompanada


def comprobar_importe(lineas: Sequence[LineaReserva], tour: Tour, a_lo_sumo: Decimal | None) -> None:
    """Refuse a price above the one that the customer has seen; a lower one is accepted."""
    ahora = importe_de(lineas)
    if a_lo_sumo is not None and ahora > a_lo_sumo:
        raise PrecioCambiado(antes=dinero(a_lo_sumo, tour.moneda), ahora=dinero(ahora, tour.moneda))


def plazas_de(lineas: Sequence[LineaReserva]) -> int:
    return sum(linea.cantidad * linea.plazas for linea in lineas)


def importe_de(lineas: Sequence[LineaReserva]) -> Decimal:
    return sum((linea.importe for linea in lineas), Decimal(0))
