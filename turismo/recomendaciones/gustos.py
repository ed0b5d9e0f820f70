"""Read the history of travellers and the tours on sale, in one query for each kind."""

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

# `juntos[valle][salar]`: how many travellers booked both; `juntos[valle][valle]`: how many booked that one.
Juntos = Mapping[int, Mapping[int, int]]


@dataclass(frozen=True, slots=True)
class Historia:
    """The bookings of one traveller."""

    tours: dict[int, Nombre] = field(default_factory=dict)  # by primary key, in that order
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
    """Counted by the database, which returns a row for each pair of tours with a traveller in common."""
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
    """The average of the published ratings."""
    sumas = (
        Valoracion.objects.publicadas()
        .values_list("reserva__salida__tour")
        .annotate(suma=Sum("puntuacion"), cuantas=Count("pk"))
        .order_by()
    )
    return {tour: Decimal(suma) / cuantas for tour, suma, cuantas in sumas}
