"""Gather: what is known of tours and travellers, in one query each, however many there are."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from django.db.models import Count, OuterRef, QuerySet, Subquery, Sum

from turismo.catalogo.models import Salida, Tour
from turismo.reservas.models import OCUPAN, Reserva
from turismo.usuarios.models import Usuario

from .models import Valoracion
from .motivos import Nombre

# How many travellers booked a tour, and of them each other one: `juntos[valle][salar]`; `juntos[valle][valle]` is all.
Juntos = Mapping[int, Mapping[int, int]]


@dataclass(frozen=True, slots=True)
class Historia:
    """What one traveller has booked."""

    tours: dict[int, Nombre] = field(default_factory=dict)  # by their keys, in the order of the keys
    destinos: set[int] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Oferta:
    """A tour that can be booked now."""

    tour: Tour
    proxima: datetime
    media: Decimal | None


def historias(viajeros: QuerySet[Usuario]) -> Mapping[int, Historia]:
    reservado = Reserva.objects.filter(usuario__in=viajeros, estado__in=OCUPAN).order_by("salida__tour")
    tour = "salida__tour"
    todas: defaultdict[int, Historia] = defaultdict(Historia)
    columnas = (f"{tour}__{columna}" for columna in ("destino", "nombre", "nombre_en"))
    for usuario, pk, destino, *nombre in reservado.values_list("usuario", tour, *columnas):
        todas[usuario].tours[pk] = Nombre(*nombre)
        todas[usuario].destinos.add(destino)
    return todas


def juntos() -> Juntos:
    """Counted by the database; its answer has a row for each pair of tours that share a traveller."""
    pares = (
        Reserva.objects.filter(estado__in=OCUPAN, usuario__reservas__estado__in=OCUPAN)
        .values_list("salida__tour", "usuario__reservas__salida__tour")
        .annotate(viajeros=Count("usuario", distinct=True))
        .order_by()
    )
    cuantos: defaultdict[int, Counter[int]] = defaultdict(Counter)
    for uno, otro, viajeros in pares:
        cuantos[uno][otro] = viajeros
    return cuantos


def ofertas() -> list[Oferta]:
    salidas = Salida.objects.a_la_venta().con_lugar_para(1).filter(tour=OuterRef("pk")).order_by("inicio")
    tours = (
        Tour.objects.select_related("destino")
        .annotate(proxima=Subquery(salidas.values("inicio")[:1]))
        .filter(proxima__isnull=False)
        .order_by("pk")
    )
    notas = medias()
    return [Oferta(tour, tour.proxima, notas.get(tour.pk)) for tour in tours]


def medias() -> dict[int, Decimal]:
    """Of what the public may read."""
    sumas = (
        Valoracion.objects.publicadas()
        .values_list("reserva__salida__tour")
        .annotate(suma=Sum("puntuacion"), cuantas=Count("pk"))
        .order_by()
    )
    return {tour: Decimal(suma) / cuantas for tour, suma, cuantas in sumas}
