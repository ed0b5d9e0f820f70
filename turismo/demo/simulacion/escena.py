"""The rows that the simulation has created. It changes no others, except that it books seats of real tours."""

from dataclasses import dataclass
from random import Random
from typing import Any, TypeVar

from django.db.models import Model, Q, QuerySet
from django.utils import timezone

from turismo.catalogo.models import Estado, Salida, Tour
from turismo.reservas.dominio.orden import Orden
from turismo.reservas.models import Estado as EstadoDeReserva
from turismo.reservas.models import Origen, Reserva
from turismo.usuarios.models import Usuario

MARCA = "simulado-"  # prefix of its usernames and of the slugs of its tours
VIAJEROS = 40
TOURS = 6  # on sale at once; the oldest is archived for a new one
RESERVAS_VIVAS = 120

M = TypeVar("M", bound=Model)


@dataclass(frozen=True, slots=True)
class Escena:
    azar: Random

    @property
    def viajeros(self) -> QuerySet[Usuario]:
        return Usuario.objects.filter(username__startswith=MARCA)  # type: ignore[no-any-return]

    @property
    def tours(self) -> QuerySet[Tour]:
        return Tour.objects.filter(slug__startswith=MARCA, estado=Estado.PUBLICADO).select_related("destino")

    @property
    def salidas(self) -> Any:
        return Salida.objects.filter(tour__slug__startswith=MARCA).select_related("tour__destino", "guia")

    @property
    def reservas(self) -> Any:
        suyas = Reserva.objects.filter(usuario__username__startswith=MARCA)
        return suyas.select_related("salida__tour__destino", "usuario")

    def en_estado(self, estado: EstadoDeReserva, condicion: Q | None = None) -> Any:
        return self.reservas.filter(condicion or Q(), estado=estado)

    def en_venta(self) -> Any:
        """Departures on sale; half of the time only those of the simulation, which leave within the hour."""
        todas = Salida.objects.a_la_venta().con_lugar_para(1).select_related("tour__destino")
        propias = todas.filter(tour__slug__startswith=MARCA)
        return propias if self.azar.random() < 0.5 and propias.exists() else todas

    def una(self, filas: QuerySet[M]) -> M | None:
        """A random row in the order of the primary keys: two runs with one seed choose the same."""
        cuantas = filas.count()
        return filas.order_by("pk")[self.azar.randrange(cuantas)] if cuantas else None

    def numero_de(self, filas: QuerySet[Any]) -> int:
        return filas.count() + 1


def por_la_web(usuario: Usuario | None) -> Orden:
    return Orden(usuario, Origen.WEB)


def ya_salieron() -> Q:
    return Q(salida__inicio__lte=timezone.now())
