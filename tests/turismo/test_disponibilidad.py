"""Public availability: every change is announced to open pages, and each threshold when it is crossed."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone
from django.utils.translation import override
from pytest_django import Settings

from notifications.models import Notification
from tests.turismo.avisos import avisos, datos
from tests.turismo.fabrica import DEL_SISTEMA, un_tour, una_reserva, una_salida
from turismo.catalogo.disponibilidad import Cupo, noticia
from turismo.catalogo.models import Salida, Tour
from turismo.catalogo.senales import plazas_liberadas, salida_agotada, salida_casi_llena
from turismo.reservas.dominio.movimientos import CANCELAR, mover
from turismo.reservas.dominio.salidas import cerrar

CRUCES = ("salida_casi_llena", "salida_agotada", "plazas_liberadas")


@pytest.mark.parametrize(
    ("antes", "ahora", "que"),
    [
        (0, 7, None),
        (0, 8, None),  # exactly a fifth is free
        (8, 9, salida_casi_llena),
        (0, 9, salida_casi_llena),
        (9, 9, None),
        (9, 10, salida_agotada),
        (0, 10, salida_agotada),
        (10, 9, plazas_liberadas),
        (10, 0, plazas_liberadas),
        (9, 8, None),
    ],
)
def test_a_threshold_is_news_when_it_is_crossed(antes: int, ahora: int, que: object) -> None:
    assert noticia(Cupo(10, antes), Cupo(10, ahora)) is que


def test_the_operator_chooses_how_full_is_nearly_full(settings: Settings) -> None:
    settings.CASI_LLENA = 50
    assert noticia(Cupo(10, 5), Cupo(10, 6)) is salida_casi_llena


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("ocupadas", "estado", "cual"),
    [
        (0, "abierta", "disponible"),
        (5, "abierta", "disponible"),
        (6, "abierta", "limitada"),
        (10, "abierta", "agotada"),
        (0, "cerrada", "cerrada"),
        (10, "cancelada", "cerrada"),
    ],
)
def test_a_departure_says_how_available_it_is(ocupadas: int, estado: str, cual: str) -> None:
    assert una_salida(capacidad=10, plazas_ocupadas=ocupadas, estado=estado).disponibilidad == cual


@pytest.mark.django_db
def test_what_can_no_longer_be_bought_is_closed() -> None:
    inicio = timezone.now() + timedelta(hours=1)
    assert una_salida(inicio=inicio).disponibilidad == "cerrada"
    assert una_salida(tour=un_tour(estado="archivado")).disponibilidad == "cerrada"


@pytest.mark.django_db
def test_each_crossing_is_told_once() -> None:
    salida = una_salida(capacidad=10)
    reservas = [una_reserva(None, salida=salida, plazas=plazas) for plazas in (5, 4, 1)]
    for reserva in reservas[1:]:
        mover(reserva, CANCELAR, DEL_SISTEMA)
    assert [(tipo, audiencia) for tipo, audiencia, _mensaje in avisos(*CRUCES)] == [
        ("salida_casi_llena", "everyone"),
        ("salida_agotada", "everyone"),
        ("plazas_liberadas", "everyone"),
    ]
    assert set(Notification.objects.filter(type__in=CRUCES).values_list("level", flat=True)) == {"silent"}


@pytest.mark.django_db
def test_a_departure_that_nobody_can_buy_frees_no_seats_for_anybody() -> None:
    salida = una_salida(capacidad=2)
    reserva = una_reserva(None, salida=salida, plazas=2)
    cerrar(salida, DEL_SISTEMA)
    mover(reserva, CANCELAR, DEL_SISTEMA)
    assert avisos("plazas_liberadas") == []


@pytest.mark.django_db
def test_pages_hear_of_a_new_departure_but_not_of_a_drafts() -> None:
    una_salida(tour=un_tour(estado="borrador"))
    assert avisos("disponibilidad_cambiada") == []
    salida = una_salida()
    assert datos("disponibilidad_cambiada")["salida_id"] == salida.pk


@pytest.mark.django_db
def test_pages_hear_that_a_departure_grows_and_that_it_is_no_longer_sold_out() -> None:
    salida = una_salida(capacidad=2)
    una_reserva(None, salida=salida, plazas=2)
    Notification.objects.all().delete()
    salida.capacidad = 6  # in an object that was loaded before the sale
    salida.save()
    assert [tipo for tipo, _audiencia, _mensaje in avisos()] == ["disponibilidad_cambiada", "plazas_liberadas"]
    assert datos("plazas_liberadas")["libres"] == 4
    salida.save()
    assert len(avisos()) == 2
    assert Salida.objects.get().version == 3


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("cambio", "se_dice"),
    [
        ({"precio": Decimal("60.00")}, True),
        ({"nombre": "Salar de noche"}, True),
        ({"nombre_en": "Salt flat by night"}, True),
        ({"estado": "archivado"}, True),
        ({"precio": "55.00"}, False),  # the same, as a form sends it
        ({"resumen": "Otro"}, False),
    ],
    ids=str,
)
def test_pages_hear_what_changes_of_a_tour_that_the_public_knows(cambio: dict[str, object], se_dice: bool) -> None:
    tour = un_tour(slug="salar")
    for campo, valor in cambio.items():
        setattr(tour, campo, valor)
    tour.save()
    dichos = avisos("tour_cambiado")
    assert bool(dichos) == se_dice
    if se_dice:
        tour.refresh_from_db()
        assert datos("tour_cambiado") == {
            "slug": "salar",
            "nombre": tour.nombre,
            "nombre_en": tour.nombre_en,
            "precio": str(tour.precio),
            "desde": str(tour.precio),
            "tarifas": {},
            "moneda": "USD",
            "estado": tour.estado,
        }


@pytest.mark.django_db
def test_a_draft_changes_and_is_published_without_being_called_changed() -> None:
    tour = un_tour(estado="borrador")
    tour.precio = Decimal(60)
    tour.save()
    tour.estado = "publicado"
    tour.save()
    assert [tipo for tipo, _audiencia, _mensaje in avisos()] == ["destino_creado", "tour_creado"]


@pytest.mark.django_db
def test_a_tour_speaks_the_readers_language_and_spanish_where_nobody_has_translated() -> None:
    tour = Tour(nombre="Salar al atardecer", nombre_en="Sunset on the salt flat", resumen="Isla Incahuasi")
    with override("en"):
        assert (tour.titulo, tour.texto) == ("Sunset on the salt flat", "Isla Incahuasi")
    with override("es"):
        assert (tour.titulo, tour.texto) == ("Salar al atardecer", "Isla Incahuasi")
