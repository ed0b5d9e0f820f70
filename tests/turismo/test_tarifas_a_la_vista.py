"""Public fares: every way of changing one announces its tour once to open pages, with the current prices."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from notifications.models import Notification
from tests.turismo.avisos import avisos, datos
from tests.turismo.conftest import Navegador
from tests.turismo.fabrica import PLAZOS, un_destino, un_tour
from turismo.catalogo.models import Destino, Tarifa, Tour, cambios_publicos
from turismo.usuarios.models import Usuario

pytestmark = pytest.mark.django_db

SIN_SALIDAS = {"salidas-TOTAL_FORMS": 0, "salidas-INITIAL_FORMS": 0}
UN_AVISO = [("tour_cambiado", "everyone", "Salar al atardecer: 55.00 USD")]


def con_tarifas(**campos: Any) -> tuple[Tour, Tarifa, Tarifa]:
    """A tour with a fare for children and one for students, and no recorded notification."""
    tour = un_tour(slug="salar", **campos)
    nino = Tarifa(tour=tour, tipo="nino", nombre="Niño", precio=Decimal("20.00"), acompanada=True)
    estudiante = Tarifa(tour=tour, tipo="estudiante", nombre="Estudiante", precio=Decimal("45.00"))
    Tarifa.objects.bulk_create([nino, estudiante])
    Notification.objects.all().delete()
    return tour, nino, estudiante


def guardar(**cambio: Any) -> Callable[[Tarifa], object]:
    def hacer(tarifa: Tarifa) -> None:
        for campo, valor in cambio.items():
            setattr(tarifa, campo, valor)
        tarifa.save()

    return hacer


@pytest.mark.parametrize(
    ("hacer", "desde", "tarifas"),
    [
        (guardar(precio=Decimal("30.00")), "30.00", {"nino": "20.00", "estudiante": "30.00"}),
        (guardar(precio=Decimal("60.00")), "55.00", {"nino": "20.00", "estudiante": "60.00"}),
        (guardar(activa=False), "55.00", {"nino": "20.00"}),
        (guardar(acompanada=True), "55.00", {"nino": "20.00", "estudiante": "45.00"}),
        (Tarifa.delete, "55.00", {"nino": "20.00"}),
    ],
    ids=["cheaper", "dearer", "withdrawn", "only with somebody", "deleted"],
)
def test_pages_hear_what_changes_of_a_fare(
    hacer: Callable[[Tarifa], object], desde: str, tarifas: dict[str, str]
) -> None:
    _tour, _nino, estudiante = con_tarifas(nombre_en="Sunset")
    hacer(estudiante)
    assert avisos() == UN_AVISO
    assert datos("tour_cambiado") == {
        "slug": "salar",
        "nombre": "Salar al atardecer",
        "nombre_en": "Sunset",
        "precio": "55.00",
        "desde": desde,
        "tarifas": tarifas,
        "moneda": "USD",
        "estado": "publicado",
    }


def test_pages_hear_of_a_fare_that_is_new_and_of_one_that_is_sold_again() -> None:
    tour, nino, _estudiante = con_tarifas()
    guardar(activa=False)(nino)
    guardar(activa=True)(nino)
    Tarifa.objects.create(tour=tour, tipo="bebe", nombre="Bebé", precio=0, ocupa_plazas=0)
    assert avisos() == UN_AVISO * 3


@pytest.mark.parametrize("cambio", [{}, {"nombre_en": "Child"}, {"precio": "20.00"}], ids=str)
def test_what_pages_do_not_show_is_not_said(cambio: dict[str, object]) -> None:
    guardar(**cambio)(con_tarifas()[1])
    assert avisos() == []


@pytest.mark.parametrize("estado", ["borrador", "archivado"])
def test_the_fares_of_what_is_not_sold_are_nobodys_news(estado: str) -> None:
    _tour, nino, estudiante = con_tarifas(estado=estado)
    guardar(precio=Decimal(1))(nino)
    estudiante.delete()
    assert avisos() == []


def test_what_is_rolled_back_was_never_said() -> None:
    _tour, nino, _estudiante = con_tarifas()
    with transaction.atomic():
        guardar(precio=Decimal(1))(nino)
        transaction.set_rollback(True)
    assert avisos() == []


def test_several_changes_that_are_watched_together_are_told_once_as_what_they_come_to() -> None:
    tour, nino, estudiante = con_tarifas()
    with cambios_publicos(Tour.objects.all(), tour.pk):
        guardar(precio=Decimal(25))(nino)
        estudiante.delete()
        guardar(precio=Decimal("27.50"))(nino)
        tour.nombre = "Salar de noche"
        tour.save()
    assert avisos() == [("tour_cambiado", "everyone", "Salar de noche: 55.00 USD")]
    assert datos("tour_cambiado")["tarifas"] == {"nino": "27.50"}


def test_what_is_changed_and_changed_back_is_not_said() -> None:
    tour, nino, _estudiante = con_tarifas()
    with cambios_publicos(Tour.objects.all(), tour.pk):
        guardar(precio=Decimal(25))(nino)
        guardar(precio=Decimal(20))(nino)
    assert avisos() == []


def test_after_a_change_that_failed_the_next_one_is_told() -> None:
    tour, nino, _estudiante = con_tarifas()
    with pytest.raises(IntegrityError), cambios_publicos(Tour.objects.all(), tour.pk):
        guardar(precio=Decimal(-1))(nino)
    guardar(precio=Decimal(25))(nino)
    assert avisos() == UN_AVISO


def formulario(tour: Tour, *tarifas: dict[str, Any], **campos: Any) -> dict[str, Any]:
    """The admin's form of a tour, with its fares below."""
    renglones = {
        f"tarifas-{n}-{campo}": valor
        for n, tarifa in enumerate(tarifas)
        for campo, valor in ({"tour": tour.pk or "", "ocupa_plazas": 1, "activa": "on"} | tarifa).items()
    }
    return {
        "nombre": tour.nombre,
        "slug": tour.slug,
        "estado": "publicado",
        "destino": tour.destino_id,
        "precio": "55.00",
        "moneda": "USD",
        **PLAZOS,
        **SIN_SALIDAS,
        **renglones,
        **campos,
        "tarifas-TOTAL_FORMS": len(tarifas),
        "tarifas-INITIAL_FORMS": len([t for t in tarifas if "id" in t]),
    }


def test_the_admins_page_of_a_tour_is_told_once_however_many_fares_it_changes(bruno: Usuario, como: Navegador) -> None:
    tour, nino, estudiante = con_tarifas()
    respuesta = como(bruno).post(
        f"/admin/catalogo/tour/{tour.pk}/change/",
        formulario(
            tour,
            {"id": nino.pk, "tipo": "nino", "nombre": "Niño", "precio": "22.00", "acompanada": "on"},
            {"id": estudiante.pk, "tipo": "estudiante", "nombre": "Estudiante", "precio": "45.00", "DELETE": "on"},
            {"tipo": "senior", "nombre": "Mayor", "precio": "40.00"},
            nombre="Salar de noche",
        ),
    )
    assert respuesta.status_code == 302
    assert avisos("tour_cambiado") == [("tour_cambiado", "everyone", "Salar de noche: 55.00 USD")]
    assert datos("tour_cambiado")["tarifas"] == {"nino": "22.00", "senior": "40.00"}


def test_a_tour_that_the_admin_adds_with_its_fares_is_new_and_then_has_them(bruno: Usuario, como: Navegador) -> None:
    tour = Tour(nombre="Yungas", slug="yungas", destino=un_destino())
    Notification.objects.all().delete()
    respuesta = como(bruno).post(
        "/admin/catalogo/tour/add/",
        formulario(
            tour,
            {"tipo": "nino", "nombre": "Niño", "precio": "22.00"},
            {"tipo": "senior", "nombre": "Mayor", "precio": "40.00"},
        ),
    )
    assert respuesta.status_code == 302
    assert [tipo for tipo, _audiencia, _mensaje in avisos("tour_creado", "tour_cambiado")] == [
        "tour_creado",
        "tour_cambiado",
    ]
    assert datos("tour_cambiado")["tarifas"] == {"nino": "22.00", "senior": "40.00"}


def renombrar(destino: Destino, **nombres: str) -> None:
    for campo, nombre in nombres.items():
        setattr(destino, campo, nombre)
    destino.save()


def test_pages_hear_that_a_place_has_another_name_where_the_public_reads_it() -> None:
    destino = un_tour(destino=un_destino(slug="uyuni")).destino
    de_borradores = un_tour(estado="borrador").destino
    Notification.objects.all().delete()
    for uno in (destino, de_borradores):
        renombrar(uno, region="Potosí")
        renombrar(uno, nombre="Uyuni", nombre_en="Uyuni Flats")
    assert avisos() == [("destino_cambiado", "everyone", "Nuevo nombre de un destino: Uyuni")]
    assert datos("destino_cambiado") == {"slug": "uyuni", "nombre": "Uyuni", "nombre_en": "Uyuni Flats"}
