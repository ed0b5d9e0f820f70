"""The consequences of a decision about some departures, before it is taken: travellers to tell, money to refund."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, Sum

from turismo.administracion.preguntas import Formulario
from turismo.catalogo.dinero import SIN_DECIMALES
from turismo.catalogo.models import Salida
from turismo.reservas.models import OCUPAN, Estado, Reserva


@dataclass(slots=True)
class Alcance:
    salida: Salida
    reservas: int = 0
    viajeros: int = 0  # users with an account, so that the platform can notify them
    sin_cuenta: int = 0  # reservations without an account: the operator has to call
    importes: dict[str, Decimal] = field(default_factory=dict)  # to refund, by currency

    @property
    def devolver(self) -> str:
        return escritos(self.importes)


def alcance_de(salidas: Iterable[Salida]) -> list[Alcance]:
    todos = {salida.pk: Alcance(salida) for salida in salidas}
    vivas = Reserva.objects.vivas().filter(salida__in=list(todos)).order_by()
    sumas = vivas.values_list("salida").annotate(
        reservas=Count("pk"),
        viajeros=Count("usuario", distinct=True),
        sin_cuenta=Count("pk", filter=Q(usuario=None)),
    )
    for pk, reservas, viajeros, sin_cuenta in sumas:
        todos[pk] = Alcance(todos[pk].salida, reservas, viajeros, sin_cuenta)
    # A reservation that is only held has not been paid for.
    pagadas = vivas.filter(estado=Estado.CONFIRMADA).values_list("salida", "moneda").annotate(suma=Sum("total"))
    for pk, moneda, importe in pagadas.order_by("moneda"):
        todos[pk].importes[moneda] = importe
    return list(todos.values())


def alcance_de_cancelar(form: Formulario) -> dict[str, Any]:
    """The context of `admin/catalogo/salida/cancelar.html`."""
    alcances = alcance_de(form.elegidos)
    return {
        "alcances": alcances,
        "viajeros": sum(alcance.viajeros for alcance in alcances),
        "sin_cuenta": sum(alcance.sin_cuenta for alcance in alcances),
        "devolver": total_a_devolver(alcances),
    }


def alcance_de_reprogramar(form: Formulario) -> dict[str, Any]:
    """The context of `admin/catalogo/salida/reprogramar.html`."""
    [alcance] = alcance_de(form.elegidos)
    return {"alcance": alcance, "zona": alcance.salida.tour.destino.zona_horaria}


def total_a_devolver(alcances: Iterable[Alcance]) -> str:
    total: Counter[str] = Counter()
    for alcance in alcances:
        total.update(alcance.importes)
    return escritos(total)  # type: ignore[arg-type]


def escritos(importes: Mapping[str, Decimal]) -> str:
    return " + ".join(
        f"{importe:.{0 if moneda in SIN_DECIMALES else 2}f} {moneda}" for moneda, importe in sorted(importes.items())
    )


def viajeros_de(salidas: Iterable[Salida]) -> list[int]:
    """The keys of the users that travel, or travelled, on these departures and have an active account."""
    suyas = Reserva.objects.filter(salida__in=[salida.pk for salida in salidas], estado__in=OCUPAN)
    con_cuenta = suyas.filter(usuario__is_active=True).order_by("usuario")
    return list(con_cuenta.values_list("usuario", flat=True).distinct())
