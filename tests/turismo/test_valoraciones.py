"""Ratings: by the traveller after the trip, once, unchanged by others; the staff may hide one."""

import pytest
from django.contrib.admin.models import LogEntry
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client

from tests.turismo.avisos import avisos, datos
from tests.turismo.carreras import todos_a_la_vez
from tests.turismo.conftest import Navegador
from tests.turismo.fabrica import un_tour, un_usuario, un_viaje, una_reserva
from turismo.recomendaciones.models import Valoracion
from turismo.recomendaciones.reglas import ViajeNoRealizado, YaValorada
from turismo.recomendaciones.valoraciones import valorar
from turismo.reservas.models import Reserva
from turismo.usuarios.models import Usuario

pytestmark = pytest.mark.django_db

JSON = "application/json"
LISTA = "/admin/recomendaciones/valoracion/"


def direccion(reserva: Reserva) -> str:
    return f"/api/reservas/{reserva.localizador}/valoracion"


def test_a_traveller_rates_a_trip_that_was_made(ana: Usuario, como: Navegador) -> None:
    reserva = un_viaje(ana)
    respuesta = como(ana).post(direccion(reserva), {"puntuacion": 5, "comentario": "¡Qué cielo!"}, JSON)
    valoracion = Valoracion.objects.get()
    assert (respuesta.status_code, respuesta.json()) == (
        201,
        {
            "id": valoracion.pk,
            "autor": "Ana",
            "puntuacion": 5,
            "comentario": "¡Qué cielo!",
            "creada_en": f"{valoracion.creada_en:%Y-%m-%dT%H:%M:%S.%fZ}",
        },
    )
    assert (valoracion.reserva, valoracion.publicada) == (reserva, True)


def test_the_staff_hears_of_a_rating_without_its_surname(como: Navegador) -> None:
    ana = un_usuario("ana", last_name="Torres")
    valoracion = valorar(un_viaje(ana), ana, 4)
    assert avisos("valoracion_creada") == [("valoracion_creada", "staff", "Ana valora Salar al atardecer: 4 de 5")]
    assert datos("valoracion_creada") == {
        "valoracion_id": valoracion.pk,
        "autor": "Ana",
        "tour": "Salar al atardecer",
        "puntuacion": 4,
    }


def test_a_rating_that_is_rolled_back_was_never_said(ana: Usuario) -> None:
    reserva = un_viaje(ana)
    with transaction.atomic():
        valorar(reserva, ana, 5)
        transaction.set_rollback(True)
    assert (Valoracion.objects.count(), avisos("valoracion_creada")) == (0, [])


def test_a_trip_that_was_not_made_cannot_be_rated(ana: Usuario, como: Navegador) -> None:
    respuesta = como(ana).post(direccion(una_reserva(ana)), {"puntuacion": 1}, JSON)
    assert [respuesta.json()[campo] for campo in ("status", "codigo", "detail")] == [
        409,
        "VIAJE_NO_REALIZADO",
        "Un viaje se valora cuando se ha realizado.",
    ]
    assert Valoracion.objects.count() == 0


def test_the_state_that_counts_is_the_one_of_now(ana: Usuario) -> None:
    reserva = una_reserva(ana)
    reserva.estado = "completada"  # as in a stale or forged copy
    with pytest.raises(ViajeNoRealizado):
        valorar(reserva, ana, 5)


def test_a_trip_is_rated_once(ana: Usuario, como: Navegador) -> None:
    reserva = un_viaje(ana)
    navegador = como(ana)
    respuestas = [navegador.post(direccion(reserva), {"puntuacion": nota}, JSON) for nota in (5, 1)]
    assert [respuesta.status_code for respuesta in respuestas] == [201, 409]
    assert respuestas[1].json()["codigo"] == "YA_VALORADA"
    assert (Valoracion.objects.get().puntuacion, len(avisos("valoracion_creada"))) == (5, 1)


def test_after_a_refusal_the_transaction_it_was_part_of_goes_on(ana: Usuario) -> None:
    reserva = un_viaje(ana)
    with transaction.atomic():
        valorar(reserva, ana, 5)
        with pytest.raises(YaValorada):
            valorar(reserva, ana, 1)
        assert Valoracion.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_many_ratings_at_once_one_is_kept(ana: Usuario) -> None:
    reserva = un_viaje(ana)
    assert todos_a_la_vez(*[lambda: valorar(reserva, ana, 5)] * 6) == {"ok": 1, "YA_VALORADA": 5}
    assert Valoracion.objects.count() == len(avisos("valoracion_creada")) == 1


@pytest.mark.parametrize(
    ("pedido", "campos"),
    [
        ({"puntuacion": 0}, ["puntuacion"]),
        ({"puntuacion": 6}, ["puntuacion"]),
        ({"puntuacion": "cinco"}, ["puntuacion"]),
        ({"comentario": "Muy bien"}, ["puntuacion"]),
        ({"puntuacion": 5, "comentario": "¡!" * 501}, ["comentario"]),
    ],
)
def test_a_rating_that_cannot_be_is_refused_at_its_field(
    pedido: dict[str, object], campos: list[str], ana: Usuario, como: Navegador
) -> None:
    respuesta = como(ana).post(direccion(un_viaje(ana)), pedido, JSON)
    assert (respuesta.status_code, list(respuesta.json()["errores"])) == (400, campos)


@pytest.mark.parametrize("puntuacion", [0, 6])
def test_the_database_itself_refuses_a_rating_out_of_range(puntuacion: int, ana: Usuario) -> None:
    with pytest.raises(IntegrityError, match="recomendaciones_valoracion_de_1_a_5"):
        valorar(un_viaje(ana), ana, puntuacion)


def test_nobody_rates_the_trip_of_another(
    ana: Usuario, bruno: Usuario, carla: Usuario, como: Navegador, client: Client
) -> None:
    reserva = un_viaje(ana)
    respuestas = [
        quien.post(direccion(reserva), {"puntuacion": 1}, JSON) for quien in (client, como(carla), como(bruno))
    ]
    # For Carla it does not exist; the staff may read it.
    assert [(respuesta.status_code, respuesta.json()["codigo"]) for respuesta in respuestas] == [
        (401, "SIN_SESION"),
        (404, "NO_ENCONTRADO"),
        (403, "SIN_PERMISO"),
    ]
    assert respuestas[2].json()["detail"] == "Un viaje lo valora quien lo reservó."
    assert Valoracion.objects.count() == 0


def test_a_trip_sold_by_telephone_has_nobody_to_rate_it(bruno: Usuario) -> None:
    with pytest.raises(PermissionDenied):
        valorar(un_viaje(None), bruno, 5)


def test_everybody_reads_the_published_ratings_of_a_tour(client: Client, ana: Usuario, carla: Usuario) -> None:
    tour = un_tour(slug="salar")
    visible = valorar(un_viaje(ana, tour=tour), ana, 5, "Sin palabras")
    oculta = valorar(un_viaje(carla, tour=tour), carla, 1, "Un insulto")
    valorar(un_viaje(carla), carla, 3, "De otro tour")
    Valoracion.objects.filter(pk=oculta.pk).update(publicada=False)
    assert client.get("/api/tours/salar/valoraciones").json() == {
        "count": 1,
        "next": None,
        "previous": None,
        "results": [
            {
                "id": visible.pk,
                "autor": "Ana",
                "puntuacion": 5,
                "comentario": "Sin palabras",
                "creada_en": f"{visible.creada_en:%Y-%m-%dT%H:%M:%S.%fZ}",
            }
        ],
    }


def test_a_tour_that_is_not_public_has_no_public_ratings(client: Client) -> None:
    un_tour(slug="en-borrador", estado="borrador")
    assert [client.get(f"/api/tours/{slug}/valoraciones").status_code for slug in ("en-borrador", "no-existe")] == [
        404,
        404,
    ]


def test_the_staff_hides_a_rating_and_shows_it_again(ana: Usuario, bruno: Usuario, como: Navegador) -> None:
    valoracion = valorar(un_viaje(ana), ana, 1)
    navegador = como(bruno)
    publicada = []
    for accion in ("ocultar", "ocultar", "publicar"):
        navegador.post(LISTA, {"action": accion, "_selected_action": [valoracion.pk]})
        valoracion.refresh_from_db()
        publicada.append(valoracion.publicada)
    assert publicada == [False, False, True]
    # The second time did not change it.
    assert list(LogEntry.objects.order_by("pk").values_list("change_message", flat=True)) == ["ocultar", "publicar"]


def test_the_staff_rewrites_no_rating(ana: Usuario, bruno: Usuario, como: Navegador) -> None:
    valoracion = valorar(un_viaje(ana), ana, 2, "Llovió")
    bruno.is_superuser = True
    bruno.save()
    navegador = como(bruno)
    navegador.post(f"{LISTA}{valoracion.pk}/change/", {"puntuacion": 5, "comentario": "Maravilloso"})
    valoracion.refresh_from_db()
    # The form only changes whether it is published; here the box is empty.
    assert (valoracion.puntuacion, valoracion.comentario, valoracion.publicada) == (2, "Llovió", False)
    assert navegador.get(f"{LISTA}add/").status_code == 403
    assert navegador.post(f"{LISTA}{valoracion.pk}/delete/", {"post": "yes"}).status_code == 403


@pytest.mark.parametrize(
    ("busqueda", "encontradas"),
    [("", 2), ("q=maravilla", 1), ("q=carla", 1), ("q=salar", 2), ("publicada__exact=0", 0), ("puntuacion=5", 1)],
)
def test_the_staff_finds_ratings(
    busqueda: str, encontradas: int, ana: Usuario, bruno: Usuario, carla: Usuario, como: Navegador
) -> None:
    valorar(un_viaje(ana), ana, 5, "Una maravilla")
    valorar(un_viaje(carla), carla, 2)
    respuesta = como(bruno).get(f"{LISTA}?{busqueda}")
    assert respuesta.context["cl"].result_count == encontradas
