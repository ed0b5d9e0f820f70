"""Tours for one test in the server's database, changed by the operation and by other travellers."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count

from tests.browser.people import Person
from tests.servers import Server

# Each has its departures at ten in the morning of a day of next month, with so many seats: a calendar shows one month.
PLANTAR = """
import json
from datetime import datetime, timedelta
from django.utils import timezone
from turismo.catalogo.models import Destino, Salida, Tour

destino = Destino.objects.get(slug="salar-de-uyuni")
tour = Tour.objects.create(
    nombre="{nombre}", slug="{slug}", destino=destino, duracion=timedelta(hours=8), precio=55, moneda="USD",
    resumen="Sal hasta donde alcanza la vista.", estado="publicado",
)
ahora = timezone.now().astimezone(destino.zona).replace(hour=10, minute=0, second=0, microsecond=0)
mes = (ahora.replace(day=1) + timedelta(days=31)).replace(day=1)
pks = []
for dia, plazas in {salidas}:
    inicio = mes + timedelta(days=dia - 1)
    salida = Salida.objects.create(tour=tour, inicio=inicio, fin=inicio + timedelta(hours=8), capacidad=plazas)
    pks.append(salida.pk)
print(json.dumps(pks))
"""

EN_OTRO_PROCESO = """
from datetime import timedelta
from django.utils import timezone
from turismo.catalogo.models import Salida, Tour
from turismo.reservas.models import Reserva
from turismo.reservas.dominio.movimientos import CONFIRMAR, COMPLETAR, mover
from turismo.reservas.dominio.orden import DEL_SISTEMA
from turismo.reservas.dominio.vencimientos import expirar_vencidas
from turismo.reservas.dominio.ventas import apartar
from turismo.usuarios.models import Usuario

tour = Tour.objects.get(slug="{slug}")
salidas = list(tour.salidas.order_by("inicio"))
"""

numero = count(1)


@dataclass(frozen=True)
class Viaje:
    """A tour and the keys of its departures, in the order of time."""

    server: Server
    nombre: str
    slug: str
    salidas: list[int]

    @property
    def pagina(self) -> str:
        return f"/tours/{self.slug}/"

    def reservar(self, salida: int = 0) -> str:
        return f"{self.pagina}reservar/{self.salidas[salida]}/"

    def cambiar(self, codigo: str) -> str:
        """Run Python beside the server, with `tour` and its `salidas` defined; return its output."""
        return self.server.shell(EN_OTRO_PROCESO.format(slug=self.slug) + codigo).strip()

    def apartar(self, plazas: int, *, para: Person | None = None, salida: int = 0) -> str:
        """The code of a new booking, by a user or by the operation for a customer on the telephone."""
        usuario = f'Usuario.objects.get(username="{para.value}")' if para else "None"
        return self.cambiar(
            f"reserva = Reserva(salida=salidas[{salida}], plazas={plazas}, contacto_nombre='Ana', usuario={usuario})\n"
            "print(apartar(reserva, DEL_SISTEMA).localizador)"
        )


Plantar = Callable[..., Viaje]


def plantar(server: Server, *salidas: tuple[int, int]) -> Viaje:
    """Departures as `(day of next month, seats)`."""
    n = next(numero)
    nombre, slug = f"Salar de prueba {n}", f"salar-de-prueba-{n}"
    pks = json.loads(server.shell(PLANTAR.format(nombre=nombre, slug=slug, salidas=salidas)))
    return Viaje(server, nombre, slug, pks)
