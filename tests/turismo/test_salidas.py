"""The movements of a departure, and one notification to each person concerned."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import transaction
from pytest_django import DjangoAssertNumQueries

from notifications.models import Notification
from tests.turismo.avisos import avisos, datos
from tests.turismo.fabrica import DEL_SISTEMA, un_guia, un_tour, una_reserva, una_salida
from turismo.catalogo.models import Guia, Salida
from turismo.catalogo.reglas import GuiaOcupado
from turismo.reglas import ReglaIncumplida, VersionDistinta
from turismo.reservas.dominio.encargos import asignar_guia
from turismo.reservas.dominio.movimientos import CANCELAR, COMPLETAR, CONFIRMAR, mover
from turismo.reservas.dominio.orden import Orden
from turismo.reservas.dominio.salidas import abrir, cancelar_salida, cerrar, realizar, reprogramar
from turismo.reservas.models import Origen, Reserva, TransicionReserva, TransicionSalida
from turismo.reservas.reglas import (
    HorarioInvalido,
    MotivoInvalido,
    SalidaInalterable,
    SalidaRepetida,
)
from turismo.usuarios.models import Usuario

pytestmark = pytest.mark.django_db

EN_DICIEMBRE = datetime(2126, 12, 1, 17, tzinfo=UTC)
OCHO_HORAS = timedelta(hours=8)


def olvidar() -> None:
    """Delete the notifications of the test's preparation."""
    Notification.objects.all().delete()


def diario(salida: Salida) -> list[tuple[str, str, str, str]]:
    return list(salida.transiciones.values_list("accion", "de", "a", "detalle"))


def test_a_closed_departure_sells_nothing_until_it_is_opened_again() -> None:
    salida = una_salida()
    olvidar()
    for mover_salida in (cerrar, abrir):
        mover_salida(salida, DEL_SISTEMA)
    assert diario(salida) == [("cerrar", "abierta", "cerrada", ""), ("abrir", "cerrada", "abierta", "")]
    assert (salida.estado, salida.version) == ("abierta", 3)
    assert len(avisos("disponibilidad_cambiada")) == len(avisos()) == 2


@pytest.mark.parametrize(
    ("antes", "mover_salida"),
    [
        ([], abrir),
        ([cerrar], cerrar),
        ([], realizar),  # it has not departed yet
        ([lambda salida, orden: cancelar_salida(salida, "Nieve", orden)], abrir),
        ([lambda salida, orden: cancelar_salida(salida, "Nieve", orden)], cerrar),
    ],
)
def test_what_a_departure_does_not_allow_changes_nothing(
    antes: list[Callable[[Salida, Orden], Salida]], mover_salida: Callable[[Salida, Orden], Salida]
) -> None:
    salida = una_salida()
    for paso in antes:
        paso(salida, DEL_SISTEMA)
    estado, version, hechas = salida.estado, salida.version, len(diario(salida))
    with pytest.raises(SalidaInalterable):
        mover_salida(salida, DEL_SISTEMA)
    salida.refresh_from_db()
    assert (salida.estado, salida.version, len(diario(salida))) == (estado, version, hechas)


def test_a_departure_took_place_once_it_has_begun() -> None:
    salida = una_salida()
    with time_machine.travel(salida.inicio + timedelta(minutes=1)):
        realizar(salida, DEL_SISTEMA)
    assert diario(salida) == [("realizar", "abierta", "realizada", "")]


def test_cancelling_a_departure_cancels_what_lives_on_it_with_the_money_back(ana: Usuario, bruno: Usuario) -> None:
    salida = una_salida(capacidad=10)
    pendiente, confirmada, ya_cancelada = (una_reserva(ana, salida=salida, plazas=2) for _vez in range(3))
    mover(confirmada, CONFIRMAR, DEL_SISTEMA)
    mover(ya_cancelada, CANCELAR, DEL_SISTEMA)
    version_de_la_cancelada = ya_cancelada.version
    cancelar_salida(salida, "Paro de transportes", Orden(bruno, Origen.ADMIN))
    assert (salida.estado, salida.plazas_ocupadas) == ("cancelada", 0)
    assert diario(salida) == [("cancelar", "abierta", "cancelada", "Paro de transportes")]
    for reserva, de in ((pendiente, "pendiente"), (confirmada, "confirmada")):
        reserva.refresh_from_db()
        assert (reserva.estado, reserva.reembolso, reserva.motivo) == ("cancelada", "total", "Paro de transportes")
        assert (reserva.cancelada_por, reserva.expira_en) == (bruno, None)
        ultima = TransicionReserva.objects.filter(reserva=reserva).latest("id")
        assert (ultima.accion, ultima.de, ultima.a) == ("cancelar", de, "cancelada")
        assert (ultima.actor, ultima.origen, ultima.motivo) == (bruno, "admin", "Paro de transportes")
    ya_cancelada.refresh_from_db()
    assert (ya_cancelada.motivo, ya_cancelada.version) == ("", version_de_la_cancelada)


def test_everyone_hears_once_that_a_departure_is_cancelled(ana: Usuario, bruno: Usuario, carla: Usuario) -> None:
    guia = un_guia(usuario=carla)
    salida = una_salida(tour=un_tour(slug="salar"), inicio=EN_DICIEMBRE, guia=guia)
    reservas = [una_reserva(ana, salida=salida, plazas=1) for _vez in range(2)]
    de_bruno = una_reserva(bruno, salida=salida, plazas=1)
    una_reserva(None, salida=salida, plazas=1)
    olvidar()
    cancelar_salida(salida, "Paro de transportes", DEL_SISTEMA)
    texto = "Cancelamos su viaje Salar al atardecer del 01/12 a las 13:00, con reembolso total. Paro de transportes"
    assert sorted(avisos()) == [
        ("disponibilidad_cambiada", "everyone", "Plazas libres en Salar al atardecer el 01/12 a las 13:00: 10"),
        (
            "salida_cancelada",
            f"staff user:{carla.pk}",
            "Salida cancelada: Salar al atardecer, 01/12 a las 13:00 (4 reservas). Paro de transportes",
        ),
        ("viaje_cancelado", f"user:{ana.pk}", texto),
        ("viaje_cancelado", f"user:{bruno.pk}", texto),
    ]
    de_cada_una = [fila.data for fila in Notification.objects.filter(type="viaje_cancelado").order_by("id")]
    assert [todas in de_cada_una[0] for todas in (r.localizador for r in reservas)] == [True, True]
    assert de_bruno.localizador in de_cada_una[1]
    assert datos("disponibilidad_cambiada") == {
        "salida_id": salida.pk,
        "slug": "salar",
        "tour": "Salar al atardecer",
        "inicio": "2126-12-01T13:00:00-04:00",
        "libres": 10,
        "capacidad": 10,
        "estado": "cancelada",
        "disponibilidad": "cerrada",
    }


def test_cancelling_a_full_departure_costs_as_many_queries_as_an_empty_one(
    ana: Usuario, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    vacia, llena = una_salida(capacidad=30), una_salida(capacidad=30)
    for _vez in range(30):
        una_reserva(ana, salida=llena, plazas=1)
    with django_assert_num_queries(13):
        cancelar_salida(vacia, "Nieve", DEL_SISTEMA)
    # One statement more for the audit of all reservations, and one for the notifications of all customers.
    with django_assert_num_queries(15):
        cancelar_salida(llena, "Nieve", DEL_SISTEMA)


@pytest.mark.parametrize("motivo", ["", "  ", "x" * 301])
def test_a_departure_is_not_cancelled_without_a_reason_that_people_can_read(motivo: str) -> None:
    salida = una_salida()
    with pytest.raises(MotivoInvalido):
        cancelar_salida(salida, motivo, DEL_SISTEMA)
    salida.refresh_from_db()
    assert salida.estado == "abierta"


def test_whoever_completed_the_journey_was_there_though_it_is_called_off_afterwards(ana: Usuario) -> None:
    salida = una_salida()
    completada, otra = una_reserva(ana, salida=salida, plazas=2), una_reserva(ana, salida=salida, plazas=3)
    for reserva in (completada, otra):
        mover(reserva, CONFIRMAR, DEL_SISTEMA)
    with time_machine.travel(salida.inicio + timedelta(hours=1)):
        mover(completada, COMPLETAR, DEL_SISTEMA)
        cancelar_salida(salida, "Nieve", DEL_SISTEMA)
    otra.refresh_from_db()
    assert (otra.estado, salida.plazas_ocupadas) == ("cancelada", 2)


def test_a_departure_is_moved_with_its_end_of_sale_and_everyone_hears_once(ana: Usuario, carla: Usuario) -> None:
    salida = una_salida(inicio=EN_DICIEMBRE, guia=un_guia(usuario=carla))
    for _vez in range(2):
        una_reserva(ana, salida=salida, plazas=1)
    olvidar()
    nuevo = EN_DICIEMBRE + timedelta(days=1)
    reprogramar(salida, nuevo, nuevo + OCHO_HORAS, salida.version, DEL_SISTEMA)
    salida.refresh_from_db()
    assert (salida.inicio, salida.cierra_en, salida.version) == (nuevo, nuevo - timedelta(hours=2), 2)
    assert diario(salida) == [("reprogramar", "abierta", "abierta", "01/12/2126 13:00 → 02/12/2126 13:00")]
    pasa = "Salar al atardecer pasa del 01/12 a las 13:00 al 02/12 a las 13:00"
    assert sorted(avisos()) == [
        ("disponibilidad_cambiada", "everyone", "Plazas libres en Salar al atardecer el 02/12 a las 13:00: 8"),
        ("salida_reprogramada", f"staff user:{carla.pk}", f"{pasa} (2 reservas)"),
        ("viaje_reprogramado", f"user:{ana.pk}", f"Su viaje {pasa}"),
    ]


def test_moving_a_departure_to_where_it_is_tells_nobody() -> None:
    salida = una_salida()
    olvidar()
    reprogramar(salida, salida.inicio, salida.fin, salida.version, DEL_SISTEMA)
    assert (avisos(), diario(salida)) == ([], [])


def test_who_decides_on_an_old_version_is_asked_to_look_again() -> None:
    salida = una_salida(inicio=EN_DICIEMBRE)
    version = salida.version
    cerrar(salida, DEL_SISTEMA)
    with pytest.raises(VersionDistinta):
        reprogramar(salida, EN_DICIEMBRE + timedelta(days=1), EN_DICIEMBRE + timedelta(days=2), version, DEL_SISTEMA)


@pytest.mark.parametrize(
    ("inicio", "fin", "regla"),
    [
        (datetime(2020, 1, 1, tzinfo=UTC), datetime(2020, 1, 2, tzinfo=UTC), HorarioInvalido),
        (EN_DICIEMBRE, EN_DICIEMBRE, HorarioInvalido),
        (EN_DICIEMBRE, EN_DICIEMBRE + OCHO_HORAS, SalidaRepetida),
        (EN_DICIEMBRE + timedelta(hours=1), EN_DICIEMBRE + OCHO_HORAS, GuiaOcupado),
    ],
)
def test_a_departure_is_not_moved_to_where_it_cannot_be(
    inicio: datetime, fin: datetime, regla: type[ReglaIncumplida]
) -> None:
    salida = una_salida(guia=un_guia() if regla is GuiaOcupado else None)
    una_salida(tour=salida.tour, inicio=EN_DICIEMBRE, guia=salida.guia)
    olvidar()
    with pytest.raises(regla):
        reprogramar(salida, inicio, fin, salida.version, DEL_SISTEMA)
    assert (avisos(), diario(salida)) == ([], [])


def test_a_guide_hears_of_the_departures_they_are_given_and_of_those_they_lose(ana: Usuario, carla: Usuario) -> None:
    primera, segunda = un_guia(usuario=ana, nombre="Ana"), un_guia(usuario=carla, nombre="Carla")
    salida = una_salida(inicio=EN_DICIEMBRE)
    olvidar()
    for guia in (primera, segunda, segunda, None):
        asignar_guia(salida, guia, DEL_SISTEMA)
    cual = "Salar al atardecer, 01/12 a las 13:00"
    assert avisos() == [
        ("guia_asignado", f"staff user:{ana.pk}", f"Ana guía {cual}"),
        ("guia_relevado", f"staff user:{ana.pk}", f"Ana ya no guía {cual}"),
        ("guia_asignado", f"staff user:{carla.pk}", f"Carla guía {cual}"),
        ("guia_relevado", f"staff user:{carla.pk}", f"Carla ya no guía {cual}"),
    ]
    assert [detalle for _accion, _de, _a, detalle in diario(salida)] == ["Ana", "Carla", ""]


def desde(horas: int) -> datetime:
    return EN_DICIEMBRE + timedelta(hours=horas)


@pytest.mark.parametrize(("horas", "esta_libre"), [(-8, True), (-7, False), (0, False), (7, False), (8, True)])
def test_a_guide_is_in_one_place_at_a_time(horas: int, esta_libre: bool) -> None:
    guia = un_guia()
    una_salida(inicio=EN_DICIEMBRE, guia=guia)
    salida = una_salida(inicio=desde(horas))
    try:
        asignar_guia(salida, guia, DEL_SISTEMA)
    except GuiaOcupado:
        assert not esta_libre
    assert Guia.objects.get(pk=guia.pk).salidas.count() == (2 if esta_libre else 1)


def test_a_departure_that_is_cancelled_leaves_its_guide_free() -> None:
    guia = un_guia()
    salida = una_salida(inicio=EN_DICIEMBRE, guia=guia)
    with pytest.raises(GuiaOcupado):
        una_salida(inicio=EN_DICIEMBRE, guia=guia)
    cancelar_salida(salida, "Nieve", DEL_SISTEMA)
    assert una_salida(inicio=EN_DICIEMBRE, guia=guia).guia == guia


def test_saving_a_copy_that_was_read_before_undoes_nothing(carla: Usuario) -> None:
    salida = una_salida(inicio=EN_DICIEMBRE)
    copia = Salida.objects.get(pk=salida.pk)
    guia = un_guia()
    asignar_guia(salida, guia, DEL_SISTEMA)
    reprogramar(salida, desde(24), desde(32), salida.version, DEL_SISTEMA)
    cerrar(salida, DEL_SISTEMA)
    copia.punto_de_encuentro = "Plaza Arce"
    copia.save(update_fields=["punto_de_encuentro"])
    copia.refresh_from_db()
    assert (copia.punto_de_encuentro, copia.guia, copia.inicio) == ("Plaza Arce", guia, desde(24))
    assert (copia.estado, copia.version) == ("cerrada", salida.version + 1)


def test_what_is_rolled_back_is_neither_moved_nor_said(ana: Usuario) -> None:
    salida = una_salida(capacidad=10)
    una_reserva(ana, salida=salida)
    olvidar()
    with transaction.atomic():
        cancelar_salida(salida, "Nieve", DEL_SISTEMA)
        transaction.set_rollback(True)
    assert (avisos(), TransicionSalida.objects.count(), Reserva.objects.vivas().count()) == ([], 0, 1)


def test_the_end_of_sale_follows_the_terms_of_the_tour_unless_it_is_given() -> None:
    tour = un_tour(corte_reserva=timedelta(hours=6))
    assert una_salida(tour=tour, inicio=EN_DICIEMBRE).cierra_en == desde(-6)
    assert una_salida(tour=tour, inicio=desde(24), cierra_en=desde(23)).cierra_en == desde(23)
    with time_machine.travel(desde(-5)):
        assert [s.inicio for s in Salida.objects.a_la_venta().filter(tour=tour)] == [desde(24)]
