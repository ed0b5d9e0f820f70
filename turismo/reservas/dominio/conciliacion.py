"""Compare each departure's counter of seats with its reservations."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F, Q, Sum
from django.db.models.functions import Coalesce

from turismo.catalogo.models import Salida
from turismo.reservas.models import OCUPAN, Reserva


@dataclass(frozen=True, slots=True)
class Deriva:
    """A wrong counter, and its right value."""

    salida: Salida
    reservadas: int

    @property
    def cabe(self) -> bool:
        return self.reservadas <= self.salida.capacidad


def derivas() -> Iterator[Deriva]:
    reservadas = Coalesce(Sum("reservas__plazas", filter=Q(reservas__estado__in=OCUPAN)), 0)
    malas = Salida.objects.select_related("tour__destino").annotate(reservadas=reservadas)
    for salida in malas.exclude(plazas_ocupadas=F("reservadas")).order_by("inicio"):
        yield Deriva(salida, salida.reservadas)  # type: ignore[attr-defined]


@transaction.atomic
def recontar(deriva: Deriva) -> None:
    """Count again with the departure locked: a seat may have been sold since."""
    salida = Salida.objects.tomar(deriva.salida.pk)
    antes = salida.cupo
    suyas = Reserva.objects.filter(salida=salida.pk, estado__in=OCUPAN)
    salida.plazas_ocupadas = suyas.aggregate(suma=Coalesce(Sum("plazas"), 0))["suma"]
    Salida.objects.filter(pk=salida.pk).update(plazas_ocupadas=salida.plazas_ocupadas)
    salida.avisar(antes)
