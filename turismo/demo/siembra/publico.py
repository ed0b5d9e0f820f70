"""Further bookings on the next departures, so that the lists look like a working company's."""

from random import Random
from uuid import UUID

from turismo.catalogo.models import Salida, Tour
from turismo.demo.gente import VIAJEROS
from turismo.demo.lugares import PAISES
from turismo.reservas.dominio.movimientos import CONFIRMAR, mover
from turismo.reservas.dominio.orden import DEL_SISTEMA
from turismo.reservas.dominio.ventas import apartar
from turismo.reservas.models import Reserva
from turismo.usuarios.models import Usuario

from .ventas import clave

SALIDAS = 4  # of each tour
AGENCIAS = ("Agencia Altiplano", "Viajes Ceibo", "Mayorista del Sur", "Hotel Las Casuarinas")


def sembrar_publico() -> None:
    """Reproducible, because the random numbers are seeded by the tour; once, because each booking has its own key."""
    viajeros = list(Usuario.objects.filter(username__in=VIAJEROS).order_by("username"))
    for pais in PAISES:
        for slug in pais.ofertas:
            suyas = [clave_de(slug, n) for n in range(SALIDAS)]
            if not Reserva.objects.filter(uuid__in=suyas).exists():
                llenar(Tour.objects.get(slug=slug), Random(slug), viajeros)


def clave_de(slug: str, n: int) -> UUID:
    return clave(f"publico:{slug}:{n}")


def llenar(tour: Tour, azar: Random, viajeros: list[Usuario]) -> None:
    proximas = Salida.objects.a_la_venta().filter(tour=tour).select_related("tour__destino").order_by("inicio")
    for n, salida in enumerate(proximas[:SALIDAS]):
        minimo, maximo = tour.min_personas, min(tour.max_personas, 5)
        plazas = azar.randint(minimo, max(minimo, maximo))
        quien = azar.choice([*viajeros, None])
        agencia = azar.choice(AGENCIAS)
        if salida.libres < plazas:
            continue
        reserva = Reserva(
            uuid=clave_de(tour.slug, n),
            salida=salida,
            plazas=plazas,
            contacto_nombre=str(quien or agencia),
            usuario=quien,
        )
        mover(apartar(reserva, DEL_SISTEMA), CONFIRMAR, DEL_SISTEMA)
