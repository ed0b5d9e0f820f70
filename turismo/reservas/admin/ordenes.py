"""The order behind a movement made in the admin: its actor is the operator."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest

from turismo.administracion.acciones import Hacer, una_a_una
from turismo.administracion.preguntas import Texto
from turismo.reservas.dominio.orden import Orden
from turismo.reservas.models import Origen


def orden_de(request: HttpRequest) -> Orden:
    return Orden(request.user, Origen.ADMIN)  # type: ignore[arg-type]


def con_orden(movimiento: Callable[[Any, Orden], object], hecho: Texto | None = None) -> Hacer:
    """Make the `hacer` of an `Accion` from a movement that needs only the row and the order."""
    return una_a_una(lambda fila, pedido: movimiento(fila, orden_de(pedido.request)), hecho)
