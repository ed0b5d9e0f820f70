"""The catalogue in the admin: fares on the page of their tour, a season from one form, and the limits of deleting."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.admin.models import LogEntry

from tests.turismo.conftest import Navegador
from tests.turismo.fabrica import (
    PLAZOS,
    un_destino,
    un_guia,
    un_permiso,
    un_tour,
    un_usuario,
    una_reserva,
    una_salida,
)
from turismo.catalogo.models import Salida, Tour
from turismo.reservas.dominio.orden import DEL_SISTEMA
from turismo.reservas.dominio.ventas import apartar
from turismo.reservas.models import LineaReserva, Reserva
from turismo.usuarios.models import Usuario

pytestmark = pytest.mark.django_db

HOY = time_machine.travel(datetime(2027, 1, 15, 12, tzinfo=UTC), tick=False)
TEMPORADA: dict[str, Any] = {
    "desde": "2027-02-01",
    "hasta": "2027-02-14",
    "dias": ["0", "4"],
    "hora": "08:00",
    "capacidad": 12,
    "guia": "",
    "punto_de_encuentro": "Plaza Arce",
    "_hacer": "1",
}


def pagina_de(tour: Tour) -> str:
    return f"/admin/catalogo/tour/{tour.pk}/salidas/"


@HOY
def test_a_season_is_made_from_one_form_which_says_what_it_made_and_what_was_there(
    bruno: Usuario, como: Navegador
) -> None:
    tour = un_tour()
    ya_estaba = una_salida(tour=tour, inicio=datetime(2027, 2, 5, 12, tzinfo=UTC))
    cosecha = como(bruno).post(pagina_de(tour), TEMPORADA).context["cosecha"]
    assert [salida.cuando for salida in cosecha.nuevas] == [
        "01/02/2027 08:00",
        "08/02/2027 08:00",
        "12/02/2027 08:00",
    ]
    assert cosecha.anteriores == [ya_estaba]
    assert {(salida.capacidad, salida.punto_de_encuentro) for salida in cosecha.nuevas} == {(12, "Plaza Arce")}
    assert list(LogEntry.objects.values_list("object_repr", "change_message")) == [(str(tour), "3 salidas nuevas")]
    otra_vez = como(bruno).post(pagina_de(tour), TEMPORADA).context["cosecha"]
    assert (len(otra_vez.nuevas), len(otra_vez.anteriores)) == (0, 4)


@HOY
def test_a_busy_guide_gets_none_of_them_and_the_form_says_where_they_are(bruno: Usuario, como: Navegador) -> None:
    guia = un_guia()
    otra = una_salida(guia=guia, inicio=datetime(2027, 2, 8, 13, tzinfo=UTC))
    respuesta = como(bruno).post(pagina_de(un_tour()), TEMPORADA | {"guia": guia.pk})
    assert respuesta.context["form"].errors == {"guia": [f"Ramiro Mamani ya guía a esas horas: {otra}."]}
    assert Salida.objects.count() == 1


@HOY
@pytest.mark.parametrize(
    ("cambio", "campo"),
    [({"dias": []}, "dias"), ({"hasta": "2027-01-31"}, "__all__"), ({"desde": "2027-01-15"}, "__all__")],
)
def test_a_season_that_cannot_be_makes_nothing(
    cambio: dict[str, Any], campo: str, bruno: Usuario, como: Navegador
) -> None:
    respuesta = como(bruno).post(pagina_de(un_tour()), TEMPORADA | cambio)
    assert list(respuesta.context["form"].errors) == [campo]
    assert Salida.objects.count() == 0


@HOY
def test_who_may_not_add_departures_finds_no_button_and_no_page(como: Navegador) -> None:
    tour = un_tour()
    diego = un_usuario("diego", is_staff=True)
    diego.user_permissions.add(un_permiso("view_tour"))
    assert pagina_de(tour) not in como(diego).get(f"/admin/catalogo/tour/{tour.pk}/change/").text
    assert como(diego).post(pagina_de(tour), TEMPORADA).status_code == 403
    assert Salida.objects.count() == 0


def formulario(tour: Tour, **tarifas: Any) -> dict[str, Any]:
    return {
        **{campo: getattr(tour, campo) for campo in ("nombre", "slug", "estado", "precio", "moneda")},
        "destino": tour.destino_id,
        **PLAZOS,
        "tarifas-TOTAL_FORMS": 0,
        "tarifas-INITIAL_FORMS": 0,
        **tarifas,
        "salidas-TOTAL_FORMS": 0,
        "salidas-INITIAL_FORMS": 0,
    }


def test_fares_are_kept_on_the_page_of_their_tour(bruno: Usuario, como: Navegador) -> None:
    tour = un_tour(destino=un_destino())
    nino = {"tipo": "nino", "nombre": "Niño", "precio": "20", "ocupa_plazas": 1, "acompanada": "on", "activa": "on"}
    campos = formulario(tour, **{f"tarifas-0-{campo}": valor for campo, valor in nino.items()})
    respuesta = como(bruno).post(f"/admin/catalogo/tour/{tour.pk}/change/", campos | {"tarifas-TOTAL_FORMS": 1})
    assert respuesta.status_code == 302
    assert list(tour.tarifas.values_list("tipo", "nombre", "acompanada")) == [("nino", "Niño", True)]


def test_a_fare_that_was_sold_stays_and_the_form_says_why(ana: Usuario, bruno: Usuario, como: Navegador) -> None:
    tour = un_tour(destino=un_destino())
    tarifa = tour.tarifas.create(tipo="estudiante", nombre="Estudiante", precio=40)
    reserva = Reserva(usuario=ana, salida=una_salida(tour=tour), contacto_nombre="Ana")
    apartar(reserva, DEL_SISTEMA, [LineaReserva(tarifa=tarifa, cantidad=1)])
    borrar = {
        "id": tarifa.pk,
        "tour": tour.pk,
        "tipo": "estudiante",
        "nombre": "Estudiante",
        "precio": "40",
        "ocupa_plazas": 1,
        "DELETE": "on",
    }
    campos = formulario(tour, **{f"tarifas-0-{campo}": valor for campo, valor in borrar.items()})
    campos |= {"tarifas-TOTAL_FORMS": 1, "tarifas-INITIAL_FORMS": 1}
    respuesta = como(bruno).post(f"/admin/catalogo/tour/{tour.pk}/change/", campos)
    assert respuesta.status_code == 200
    assert tour.tarifas.count() == 1


def test_only_a_draft_that_nobody_ever_saw_can_be_deleted(bruno: Usuario, como: Navegador) -> None:
    publicado, borrador = un_tour(), un_tour(estado="borrador")
    navegador = como(bruno)
    assert navegador.post(f"/admin/catalogo/tour/{publicado.pk}/delete/", {"post": "yes"}).status_code == 403
    assert navegador.post(f"/admin/catalogo/tour/{borrador.pk}/delete/", {"post": "yes"}).status_code == 302
    assert list(Tour.objects.all()) == [publicado]


def test_who_gives_a_departure_to_a_guide_is_offered_those_who_work_here(bruno: Usuario, como: Navegador) -> None:
    activo = un_guia(nombre="Wara Choque")
    un_guia(nombre="Wara Antigua", estado="archivado")
    campo = {"app_label": "catalogo", "model_name": "salida", "field_name": "guia", "term": "wara"}
    ofrecidos = como(bruno).get("/admin/autocomplete/", campo).json()["results"]
    assert ofrecidos == [{"id": str(activo.pk), "text": "Wara Choque"}]


def test_the_tour_page_shows_how_full_its_departures_are(ana: Usuario, bruno: Usuario, como: Navegador) -> None:
    salida = una_salida(capacidad=10, inicio=datetime.now(UTC) + timedelta(days=3))
    una_reserva(ana, salida=salida, plazas=4)
    pagina = como(bruno).get(f"/admin/catalogo/tour/{salida.tour_id}/change/").text
    assert "4 de 10" in pagina
    assert salida.cuando in pagina
