"""A traveller's bookings: private pages, and the actions on each of them."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from tests.turismo.conftest import Navegador
from tests.turismo.fabrica import DEL_SISTEMA, un_tour, un_viaje, una_reserva, una_salida
from turismo.recomendaciones.models import Sugerencia, Valoracion
from turismo.reservas.dominio.movimientos import CONFIRMAR, cancelar, mover
from turismo.reservas.models import Reserva
from turismo.usuarios.models import Usuario

pytestmark = pytest.mark.django_db

ACCIONES = ["confirmar", "extender", "cancelar", "valorar"]


def pagina(navegador: Client, reserva: Reserva, resto: str = "") -> str:
    respuesta = navegador.get(f"/reservas/{reserva.localizador}/{resto}")
    assert respuesta.status_code == 200
    return respuesta.content.decode()


def hacer(navegador: Client, reserva: Reserva, accion: str) -> str:
    """Post the action and return the message of the page that follows."""
    respuesta = navegador.post(f"/reservas/{reserva.localizador}/{accion}/", follow=True)
    [(dicho)] = [str(mensaje) for mensaje in respuesta.context["messages"]]
    return dicho


def confirmada(usuario: Usuario, **campos: object) -> Reserva:
    return mover(una_reserva(usuario, salida=una_salida(**campos)), CONFIRMAR, DEL_SISTEMA)


def estado(reserva: Reserva) -> str:
    return Reserva.objects.get(pk=reserva.pk).estado


@pytest.mark.parametrize("accion", ["", *ACCIONES])
def test_to_others_a_booking_does_not_exist(
    accion: str, ana: Usuario, carla: Usuario, bruno: Usuario, como: Navegador
) -> None:
    reserva = un_viaje(ana) if accion == "valorar" else una_reserva(ana)
    antes = estado(reserva)
    direccion = f"/reservas/{reserva.localizador}/{accion}/" if accion else f"/reservas/{reserva.localizador}/"
    for quien in (carla, bruno):
        navegador = como(quien)
        assert navegador.get(direccion).status_code == 404
        assert navegador.post(direccion).status_code == (404 if accion else 405)
    assert estado(reserva) == antes


@pytest.mark.parametrize("direccion", ["", "ABCD1234/", *(f"ABCD1234/{accion}/" for accion in ACCIONES)])
def test_strangers_are_asked_who_they_are(direccion: str, client: Client) -> None:
    for respuesta in (client.get(f"/reservas/{direccion}"), client.post(f"/reservas/{direccion}")):
        assert respuesta["Location"] == f"/entrar/?next=/reservas/{direccion}"


@pytest.mark.parametrize("localizador", ["%00", "a%00bcdefg", "ABCD123", "abcd1234", "ABCD12345", "%2e%2e"])
def test_what_never_was_a_code_is_not_looked_up(localizador: str, ana: Usuario, como: Navegador) -> None:
    assert como(ana).get(f"/reservas/{localizador}/").status_code == 404


def test_what_is_to_come_stands_apart_from_the_rest(ana: Usuario, carla: Usuario, como: Navegador) -> None:
    una_reserva(carla)
    pronto = confirmada(ana, inicio=timezone.now() + timedelta(days=3))
    tarde = una_reserva(ana)
    hecho = un_viaje(ana)
    cancelada = cancelar(una_reserva(ana), DEL_SISTEMA)
    contexto = como(ana).get("/reservas/").context
    assert list(contexto["por_venir"]) == [pronto, tarde]
    assert set(contexto["pagina"]) == {hecho, cancelada}


def test_nobody_who_has_booked_nothing_stands_before_an_empty_page(ana: Usuario, como: Navegador) -> None:
    assert "No tiene viajes por venir." in como(ana).get("/reservas/").content.decode()


def test_more_bookings_cost_no_more_queries(
    ana: Usuario, como: Navegador, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    navegador = como(ana)
    una_reserva(ana)
    un_viaje(ana)
    navegador.get("/reservas/")
    # Log, session, user, upcoming, count, others, suggestions.
    with django_assert_num_queries(7):
        navegador.get("/reservas/")
    for _vez in range(5):
        una_reserva(ana)
        un_viaje(ana)
    with django_assert_num_queries(7):
        navegador.get("/reservas/")


def test_a_hold_tells_the_servers_time_and_when_it_ends(ana: Usuario, como: Navegador) -> None:
    with time_machine.travel(datetime(2026, 3, 1, 12, tzinfo=UTC), tick=False):
        dicho = pagina(como(ana), una_reserva(ana))
    assert 'data-expira="2026-03-01T12:30:00+00:00" data-ahora="2026-03-01T12:00:00+00:00"' in dicho
    assert 'role="timer"' in dicho
    assert "30\N{NO-BREAK SPACE}minutos" in dicho


def test_a_hold_is_confirmed_once_however_often_that_is_pressed(ana: Usuario, como: Navegador) -> None:
    reserva, navegador = una_reserva(ana), como(ana)
    dichos = {hacer(navegador, reserva, "confirmar") for _vez in range(2)}
    assert (dichos, estado(reserva)) == ({"Su reserva está confirmada. ¡Buen viaje!"}, "confirmada")
    assert [(paso.accion, paso.origen) for paso in reserva.transiciones.all()][1:] == [("confirmar", "web")]


@pytest.mark.parametrize("accion", ["confirmar", "extender"])
def test_who_had_to_log_in_first_decides_again_on_the_page(accion: str, ana: Usuario, como: Navegador) -> None:
    reserva = una_reserva(ana)
    respuesta = como(ana).get(f"/reservas/{reserva.localizador}/{accion}/")
    assert (respuesta["Location"], estado(reserva)) == (f"/reservas/{reserva.localizador}/", "pendiente")


def test_where_the_operation_confirms_the_traveller_cannot(ana: Usuario, como: Navegador) -> None:
    reserva = una_reserva(ana, salida=una_salida(tour=un_tour(confirmacion_inmediata=False)))
    navegador = como(ana)
    assert "Confirmar la reserva" not in pagina(navegador, reserva)
    assert hacer(navegador, reserva, "confirmar") == "En su estado actual, la reserva no lo permite."
    assert estado(reserva) == "pendiente"


def test_a_hold_is_extended_once(ana: Usuario, como: Navegador) -> None:
    reserva, navegador = una_reserva(ana), como(ana)
    assert "Necesito 30\N{NO-BREAK SPACE}min más" in pagina(navegador, reserva)
    dichos = [hacer(navegador, reserva, "extender") for _vez in range(2)]
    assert dichos == [
        "Le guardamos las plazas un rato más.",
        "La retención de las plazas se extiende una sola vez.",
    ]
    assert "Necesito" not in pagina(navegador, reserva)


def test_a_hold_that_is_over_says_so_even_before_anybody_has_written_it_down(ana: Usuario, como: Navegador) -> None:
    reserva = una_reserva(ana)
    with time_machine.travel(timezone.now() + timedelta(minutes=31)):
        dicho = pagina(como(ana), reserva)
        assert "El plazo para confirmar terminó" in dicho
        assert "Confirmar la reserva" not in dicho
        assert hacer(como(ana), reserva, "confirmar").startswith("La retención de las plazas venció")


@pytest.mark.parametrize(
    ("dentro_de", "dicho"),
    [(timedelta(days=3), "Se le devuelve todo lo que haya pagado."), (timedelta(hours=20), "No hay devolución.")],
)
def test_the_refund_is_said_before_anything_is_cancelled(
    dentro_de: timedelta, dicho: str, ana: Usuario, como: Navegador
) -> None:
    reserva = confirmada(ana, inicio=timezone.now() + dentro_de)
    assert dicho in pagina(como(ana), reserva, "cancelar/")
    assert estado(reserva) == "confirmada"


def test_cancelling_gives_the_seats_back_once(ana: Usuario, como: Navegador) -> None:
    reserva, navegador = confirmada(ana), como(ana)
    dichos = {hacer(navegador, reserva, "cancelar") for _vez in range(2)}
    reserva.salida.refresh_from_db()
    assert (dichos, estado(reserva), reserva.salida.plazas_ocupadas) == (
        {"Su reserva está cancelada y sus plazas vuelven a la venta."},
        "cancelada",
        0,
    )
    assert "Se le devuelve todo lo que haya pagado." in pagina(navegador, reserva)


def test_a_trip_that_has_begun_is_not_cancelled(ana: Usuario, como: Navegador) -> None:
    reserva = confirmada(ana)
    with time_machine.travel(reserva.salida.inicio + timedelta(minutes=1)):
        assert "ya no se puede cancelar" in pagina(como(ana), reserva, "cancelar/")
        assert hacer(como(ana), reserva, "cancelar") == "En su estado actual, la reserva no lo permite."
    assert estado(reserva) == "confirmada"


def valorar(navegador: Client, reserva: Reserva, **datos: object) -> dict[str, list[str]]:
    respuesta = navegador.post(f"/reservas/{reserva.localizador}/valorar/", datos, follow=True)
    return dict(respuesta.context["form"].errors)


def test_who_has_made_the_trip_rates_it_once(ana: Usuario, como: Navegador) -> None:
    reserva, navegador = un_viaje(ana), como(ana)
    assert "¿Qué tal el viaje?" in pagina(navegador, reserva)
    assert valorar(navegador, reserva, puntuacion=4, comentario="Frío y hermoso") == {}
    valorar(navegador, reserva, puntuacion=1)
    valoracion = Valoracion.objects.get()
    assert (valoracion.puntuacion, valoracion.comentario) == (4, "Frío y hermoso")
    assert "Su valoración" in pagina(navegador, reserva)


@pytest.mark.parametrize("datos", [{}, {"puntuacion": 0}, {"puntuacion": 6}, {"puntuacion": "x"}], ids=str)
def test_a_rating_goes_from_one_to_five(datos: dict[str, object], ana: Usuario, como: Navegador) -> None:
    reserva = un_viaje(ana)
    assert list(valorar(como(ana), reserva, **datos)) == ["puntuacion"]
    assert Valoracion.objects.count() == 0


@pytest.mark.parametrize("reservar", [una_reserva, confirmada])
def test_a_trip_that_was_not_made_is_not_rated(
    reservar: Callable[[Usuario], Reserva], ana: Usuario, como: Navegador
) -> None:
    reserva = reservar(ana)
    assert "¿Qué tal el viaje?" not in pagina(como(ana), reserva)
    assert hacer_valorar(como(ana), reserva) == "Un viaje se valora cuando se ha realizado."


def hacer_valorar(navegador: Client, reserva: Reserva) -> str:
    respuesta = navegador.post(f"/reservas/{reserva.localizador}/valorar/", {"puntuacion": 5}, follow=True)
    [(dicho)] = [str(mensaje) for mensaje in respuesta.context["messages"]]
    return dicho


def test_suggestions_say_why(ana: Usuario, carla: Usuario, como: Navegador) -> None:
    tour = una_salida(tour=un_tour(nombre="Valle Sagrado")).tour
    Sugerencia.objects.create(
        usuario=ana, tour=tour, puntaje="0.3", motivo="destino", parametros={"destino": "Cusco"},
        generada_en=timezone.now(),
    )  # fmt: skip
    for direccion in ("/reservas/", "/tours/"):
        dicho = como(ana).get(direccion).content.decode()
        assert "Está en Cusco, un destino que usted ya eligió." in dicho
        assert "Le puede gustar" not in como(carla).get(direccion).content.decode()
