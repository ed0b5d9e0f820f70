"""The number of a list's queries does not grow with the number of rows."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.turismo.conftest import Navegador
from tests.turismo.fabrica import (
    DEL_SISTEMA,
    un_guia,
    un_servicio,
    un_tour,
    un_usuario,
    un_viaje,
    una_reserva,
    una_salida,
)
from turismo.catalogo.models import Tarifa, Tour
from turismo.recomendaciones.models import Recomendacion
from turismo.recomendaciones.sugerencias import recomendar
from turismo.recomendaciones.valoraciones import valorar
from turismo.reservas.dominio.contrataciones import contratar
from turismo.reservas.dominio.vencimientos import extender
from turismo.reservas.models import Contratacion
from turismo.usuarios.models import Usuario

pytestmark = pytest.mark.django_db

TIPOS = iter(("joven", "nino", "bebe", "senior", "estudiante", "familia", "otro") * 99)


def una_de_cada(suyo: Tour) -> None:
    """Create a row for every list. The rows share no related row, except for the lists of one tour."""
    viajero = un_usuario(f"viajero{Usuario.objects.count()}")
    reserva = una_reserva(viajero, salida=una_salida(guia=un_guia()))
    servicio = un_servicio()
    servicio.tours.set([reserva.salida.tour])
    contratar(Contratacion(reserva=reserva, servicio=servicio, cantidad=1, usuario=viajero))
    Recomendacion.objects.create(usuario=viajero, tour=reserva.salida.tour, puntaje=5)
    Tarifa.objects.create(tour=reserva.salida.tour, tipo="nino", nombre="Niño", precio=20)
    valorar(un_viaje(viajero, tour=suyo), viajero, 5)
    Tarifa.objects.create(tour=suyo, tipo=next(TIPOS), nombre="Otra", precio=20)
    una_salida(tour=suyo, guia=un_guia(), inicio=timezone.now() + timedelta(days=1 + suyo.salidas.count()))


@pytest.mark.parametrize(
    "lista",
    [
        *(f"/api/{recurso}" for recurso in ("destinos", "guias", "servicios", "tours", "salidas")),
        *(f"/api/{recurso}" for recurso in ("reservas", "contrataciones", "recomendaciones", "sugerencias")),
        *(f"/api/tours/suyo/{recurso}" for recurso in ("tarifas", "calendario", "valoraciones")),
        "/api/tours?plazas=1&texto=salar",
        "/api/reservas?estado=pendiente",
        *(f"/admin/catalogo/{modelo}/" for modelo in ("destino", "guia", "servicio", "tour", "salida")),
        *(f"/admin/reservas/{modelo}/" for modelo in ("reserva", "contratacion", "transicionreserva")),
        "/admin/recomendaciones/recomendacion/",
        "/admin/usuarios/usuario/",
        "/admin/autocomplete/?app_label=reservas&model_name=reserva&field_name=salida",
    ],
)
def test_a_longer_list_asks_no_more_of_the_database(lista: str, bruno: Usuario, como: Navegador) -> None:
    navegador = como(bruno)
    suyo = un_tour(slug="suyo")
    if lista == "/api/sugerencias":
        bruno.rol = "turista"
        bruno.save()

    def consultas() -> int:
        recomendar(Usuario.objects.filter(pk=bruno.pk))
        with CaptureQueriesContext(connection) as contexto:
            assert navegador.get(lista).status_code == 200
        return len(contexto)

    una_de_cada(suyo)
    consultas()  # fill the caches of the process
    con_una = consultas()
    una_de_cada(suyo)
    una_de_cada(suyo)
    assert consultas() == con_una


def test_a_longer_life_asks_no_more_of_the_database(bruno: Usuario, como: Navegador) -> None:
    navegador = como(bruno)
    reserva = una_reserva(bruno)

    def consultas() -> int:
        with CaptureQueriesContext(connection) as contexto:
            assert navegador.get(f"/api/reservas/{reserva.localizador}/transiciones").status_code == 200
        return len(contexto)

    consultas()
    con_una = consultas()
    extender(reserva, DEL_SISTEMA)
    navegador.post(f"/api/reservas/{reserva.localizador}/confirmar")
    navegador.post(f"/api/reservas/{reserva.localizador}/cancelar", {}, "application/json")
    assert (consultas(), reserva.transiciones.count()) == (con_una, 4)
