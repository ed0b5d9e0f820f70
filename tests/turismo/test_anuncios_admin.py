"""An announcement to the travellers of some departures: it reaches each of them once, and no other user."""

from typing import Any
from unittest.mock import ANY

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client

from notifications.models import Notification
from tests.turismo.avisos import avisos
from tests.turismo.conftest import Navegador
from tests.turismo.fabrica import DEL_SISTEMA, un_permiso, un_usuario, un_viaje, una_reserva, una_salida
from turismo.catalogo.models import Salida
from turismo.reservas.dominio.movimientos import CANCELAR, mover
from turismo.usuarios.models import Usuario

pytestmark = pytest.mark.django_db

LISTA = "/admin/catalogo/salida/"
ANUNCIO = {"nivel": "warning", "texto": "Lleven abrigo: hará frío."}


def anunciar(navegador: Client, boton: str, *salidas: Salida, **campos: Any) -> Any:
    elegidas = {"action": "anunciar", "_selected_action": [salida.pk for salida in salidas], boton: "1"}
    return navegador.post(LISTA, elegidas | ANUNCIO | campos)


def test_before_it_is_sent_the_page_shows_it_and_how_many_will_read_it(
    ana: Usuario, bruno: Usuario, como: Navegador
) -> None:
    salida = una_salida()
    una_reserva(ana, salida=salida)
    una_reserva(ana, salida=salida)
    contexto = anunciar(como(bruno), "_previa", salida).context
    assert (contexto["viajeros"], contexto["previa"]) == (1, ANUNCIO)
    assert avisos("anuncio_de_salida") == []


def test_those_who_travel_hear_it_once_and_nobody_else_does(
    ana: Usuario, bruno: Usuario, carla: Usuario, como: Navegador
) -> None:
    una, otra, ajena = una_salida(), una_salida(), una_salida()
    una_reserva(ana, salida=una)
    una_reserva(ana, salida=otra)
    una_reserva(None, salida=una)
    una_reserva(carla, salida=ajena)
    mover(una_reserva(carla, salida=una), CANCELAR, DEL_SISTEMA)
    anunciar(como(bruno), "_hacer", una, otra)
    assert avisos("anuncio_de_salida") == [("anuncio_de_salida", f"user:{ana.pk}", ANUNCIO["texto"])]
    assert set(LogEntry.objects.values_list("object_repr", "change_message")) == {
        (str(una), f"Anunciar: {ANUNCIO['texto']}"),
        (str(otra), f"Anunciar: {ANUNCIO['texto']}"),
    }


def test_who_has_come_back_can_still_be_told(ana: Usuario, bruno: Usuario, como: Navegador) -> None:
    salida = un_viaje(ana).salida
    # The list begins with today; the operator searches for a past departure.
    como(bruno).post(f"{LISTA}{salida.pk}/hacer/anunciar/", {"_hacer": "1", **ANUNCIO})
    assert avisos("anuncio_de_salida") == [("anuncio_de_salida", f"user:{ana.pk}", ANY)]


def test_many_are_told_in_few_rows(bruno: Usuario, como: Navegador) -> None:
    salida = una_salida(capacidad=40)
    viajeros = [un_usuario(f"viajero{n}") for n in range(20)]
    for viajero in viajeros:
        una_reserva(viajero, salida=salida, plazas=1)
    anunciar(como(bruno), "_hacer", salida)
    filas = Notification.objects.filter(type="anuncio_de_salida")
    oyen = [audiencia for fila in filas for audiencia in fila.audience.split()]
    assert filas.count() == 2
    assert sorted(oyen) == sorted(f"user:{viajero.pk}" for viajero in viajeros)


def test_where_nobody_travels_there_is_nobody_to_tell(bruno: Usuario, como: Navegador) -> None:
    respuesta = anunciar(como(bruno), "_hacer", una_salida())
    assert respuesta.context["form"].non_field_errors() == ["En estas salidas no viaja nadie a quien avisar."]
    assert avisos("anuncio_de_salida") == []


def test_a_text_that_is_too_long_is_an_error_at_its_field(ana: Usuario, bruno: Usuario, como: Navegador) -> None:
    salida = una_reserva(ana).salida
    respuesta = anunciar(como(bruno), "_hacer", salida, texto="a" * 501)
    assert list(respuesta.context["form"].errors) == ["texto"]
    assert avisos("anuncio_de_salida") == []


def test_who_may_not_announce_cannot(ana: Usuario, como: Navegador) -> None:
    salida = una_reserva(ana).salida
    diego = un_usuario("diego", is_staff=True)
    diego.user_permissions.add(un_permiso("view_salida"), un_permiso("change_salida"))
    anunciar(como(diego), "_hacer", salida)
    assert como(diego).post(f"{LISTA}{salida.pk}/hacer/anunciar/", {"_hacer": "1", **ANUNCIO}).status_code == 403
    assert avisos("anuncio_de_salida") == []
