"""Score how well a tour suits a traveller, and pick the strongest reason. Pure arithmetic, without the database."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from .gustos import Historia, Juntos, Oferta
from .models.nota import MAXIMA
from .motivos import Motivo, Nombre, llamado

CUANTAS = 5  # suggestions for one traveller
PESOS = {
    Motivo.JUNTOS: Decimal("0.4"),
    Motivo.DESTINO: Decimal("0.3"),
    Motivo.VALORADO: Decimal("0.2"),
    Motivo.PRONTO: Decimal("0.1"),
}
PRONTO = timedelta(days=90)
NOTA_NEUTRA = 3
DIEZMILESIMA = Decimal("0.0001")


@dataclass(frozen=True, slots=True)
class Razon:
    motivo: Motivo
    aporte: Decimal
    parametros: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Candidato:
    """A tour on sale, with the reasons that are the same for all travellers."""

    oferta: Oferta
    razones: tuple[Razon, ...]


@dataclass(frozen=True, slots=True)
class Eleccion:
    oferta: Oferta
    puntaje: Decimal
    razon: Razon


def candidato(oferta: Oferta, ahora: datetime) -> Candidato:
    return Candidato(oferta, tuple(razones_de(oferta, ahora)))


def razones_de(oferta: Oferta, ahora: datetime) -> Iterator[Razon]:
    if oferta.media is not None and oferta.media > NOTA_NEUTRA:
        valor = (oferta.media - NOTA_NEUTRA) / (MAXIMA - NOTA_NEUTRA)
        yield razon(Motivo.VALORADO, valor, media=f"{oferta.media:.1f}")
    # In whole days, so that two runs on one day give the same score.
    faltan = timedelta(days=(oferta.proxima - ahora).days)
    if faltan < PRONTO:
        dia = oferta.proxima.astimezone(oferta.tour.destino.zona).date()
        yield razon(Motivo.PRONTO, 1 - Decimal(faltan.days) / PRONTO.days, fecha=dia.isoformat())


def razones_para(oferta: Oferta, historia: Historia, juntos: Juntos) -> Iterator[Razon]:
    tour = oferta.tour
    partes = {
        reservado: Decimal(juntos[reservado].get(tour.pk, 0)) / juntos[reservado][reservado]
        for reservado in historia.tours
    }
    # Of equal parts the first, in the order of the primary keys: `tours` has that order.
    mejor = max(partes, key=partes.__getitem__, default=None)
    if mejor is not None and partes[mejor]:
        yield razon(Motivo.JUNTOS, partes[mejor], **llamado("tour", historia.tours[mejor]))
    if tour.destino_id in historia.destinos:
        yield razon(
            Motivo.DESTINO, Decimal(1), **llamado("destino", Nombre(tour.destino.nombre, tour.destino.nombre_en))
        )


def razon(motivo: Motivo, valor: Decimal, **parametros: str) -> Razon:
    return Razon(motivo, PESOS[motivo] * valor, parametros)


def elegir(candidatos: list[Candidato], historia: Historia, juntos: Juntos) -> list[Eleccion]:
    """The best first; of two equal scores, the tour that leaves first."""
    posibles = (
        eleccion(uno.oferta, (*razones_para(uno.oferta, historia, juntos), *uno.razones))
        for uno in candidatos
        if uno.oferta.tour.pk not in historia.tours
    )
    con_motivo = [una for una in posibles if una is not None]
    con_motivo.sort(key=lambda una: (-una.puntaje, una.oferta.proxima, una.oferta.tour.pk))
    return con_motivo[:CUANTAS]


def eleccion(oferta: Oferta, razones: tuple[Razon, ...]) -> Eleccion | None:
    puntaje = sum((una.aporte for una in razones), Decimal(0)).quantize(DIEZMILESIMA)
    if not puntaje:
        return None  # no reason to suggest it
    return Eleccion(oferta, puntaje, max(razones, key=lambda una: una.aporte))
