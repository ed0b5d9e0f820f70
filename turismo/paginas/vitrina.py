"""Search for tours, each with its next departure, in a fixed number of queries."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db.models import Avg, Count, F, OuterRef, QuerySet, Subquery, prefetch_related_objects

from turismo.catalogo.busqueda import contiene, ese_dia
from turismo.catalogo.models import Destino, Salida, Tour
from turismo.recomendaciones.models import Valoracion

IGUALES = {"destino": "destino__slug", "pais": "destino__pais", "moneda": "moneda", "precio_max": "precio__lte"}


class Nota(NamedTuple):
    """The average of a tour's ratings."""

    media: float
    cuantas: int


class Tarjeta(NamedTuple):
    tour: Tour
    proxima: Salida | None  # the departure on the card
    nota: Nota | None


def tours_para(pedido: dict[str, Any], destinos: Iterable[Destino]) -> QuerySet[Any]:
    """Ordered by their next departure. Tours without one come last, or not at all if a date or seats are asked for."""
    salidas = Salida.objects.a_la_venta().con_lugar_para(pedido.get("plazas", 1))
    if "fecha" in pedido:
        salidas = salidas.filter(ese_dia(pedido["fecha"], {destino.zona_horaria for destino in destinos}))
    proxima = salidas.filter(tour=OuterRef("pk")).order_by("inicio")
    tours = que_cumplen(pedido).annotate(
        proxima_id=Subquery(proxima.values("pk")[:1]), proxima_el=Subquery(proxima.values("inicio")[:1])
    )
    if pedido.keys() & {"fecha", "plazas"}:
        tours = tours.filter(proxima_id__isnull=False)
    return tours.order_by(F("proxima_el").asc(nulls_last=True), "nombre", "pk")


def que_cumplen(pedido: dict[str, Any]) -> QuerySet[Tour]:
    iguales = {columna: pedido[nombre] for nombre, columna in IGUALES.items() if nombre in pedido}
    tours = Tour.objects.publicados().select_related("destino").filter(**iguales)
    for palabra in pedido.get("texto", "").split():
        tours = tours.filter(contiene(palabra))
    return tours


def tarjetas(tours: Iterable[Any]) -> list[Tarjeta]:
    """For tours of `tours_para`."""
    tours = list(tours)
    salidas = Salida.objects.in_bulk([tour.proxima_id for tour in tours if tour.proxima_id])
    notas = notas_de(tours)
    prefetch_related_objects(tours, "tarifas")
    for tour in tours:
        if tour.proxima_id in salidas:
            salidas[tour.proxima_id].tour = tour
    return [Tarjeta(tour, salidas.get(tour.proxima_id), notas.get(tour.pk)) for tour in tours]


def notas_de(tours: list[Tour]) -> dict[int, Nota]:
    tour = "reserva__salida__tour"
    publicadas = Valoracion.objects.publicadas().filter(**{f"{tour}__in": tours}).order_by(tour)
    filas = publicadas.values_list(tour).annotate(Avg("puntuacion"), Count("pk"))
    return {pk: Nota(media, cuantas) for pk, media, cuantas in filas}
