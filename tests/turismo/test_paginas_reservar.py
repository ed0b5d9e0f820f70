"""Booking on the travellers' pages: the form, the hold, and the refusal if the seats are already sold."""

import re
from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from tests.turismo.conftest import Navegador
from tests.turismo.fabrica import un_destino, un_servicio, un_tour, una_reserva, una_salida
from turismo.catalogo.models import Por, Salida, Tarifa
from turismo.reservas.models import Reserva
from turismo.usuarios.models import Usuario

pytestmark = pytest.mark.django_db


def donde(salida: Salida) -> str:
    return f"/tours/{salida.tour.slug}/reservar/{salida.pk}/"


def pedido(**cambios: Any) -> dict[str, Any]:
    return {
        "uuid": uuid4(),
        "general": 2,
        "contacto_nombre": "Ana Torres",
        "contacto_email": "ana@example.com",
        **cambios,
    }


def ocupadas(salida: Salida) -> int:
    return Salida.objects.get(pk=salida.pk).plazas_ocupadas


def test_who_books_needs_an_account_and_comes_back(client: Client) -> None:
    salida = una_salida()
    assert client.get(donde(salida))["Location"] == f"/entrar/?next={donde(salida)}"
    assert client.post(donde(salida), pedido())["Location"] == f"/entrar/?next={donde(salida)}"
    assert Reserva.objects.count() == 0


def test_the_form_knows_who_books(ana: Usuario, como: Navegador) -> None:
    form = como(ana).get(donde(una_salida())).context["form"]
    assert [form[campo].value() for campo in ("contacto_nombre", "contacto_email", "general")] == [
        "Ana",
        "ana@example.com",
        1,
    ]


def test_seats_are_held_and_their_page_is_shown(ana: Usuario, como: Navegador) -> None:
    salida = una_salida()
    respuesta = como(ana).post(donde(salida), pedido(notas="Sin gluten"))
    reserva = Reserva.objects.get()
    assert respuesta["Location"] == f"/reservas/{reserva.localizador}/"
    assert (reserva.usuario, reserva.plazas, reserva.total, reserva.estado, reserva.notas, ocupadas(salida)) == (
        ana,
        2,
        Decimal(110),
        "pendiente",
        "Sin gluten",
        2,
    )
    assert [(paso.accion, paso.actor, paso.origen) for paso in reserva.transiciones.all()] == [("apartar", ana, "web")]


def test_fares_and_services_are_added_up(ana: Usuario, como: Navegador) -> None:
    salida = una_salida()
    nino = Tarifa.objects.create(tour=salida.tour, tipo="nino", nombre="Niño", precio=30, acompanada=True)
    bebe = Tarifa.objects.create(tour=salida.tour, tipo="bebe", nombre="Bebé", precio=0, ocupa_plazas=0)
    bolsa = un_servicio(precio=Decimal(12))
    traslado = un_servicio(precio=Decimal(40), por=Por.RESERVA)
    como(ana).post(
        donde(salida),
        pedido(
            **{f"tarifa_{nino.pk}": 1, f"tarifa_{bebe.pk}": 1, f"servicio_{bolsa.pk}": 3, f"servicio_{traslado.pk}": 1}
        ),
    )
    reserva = Reserva.objects.get()
    assert [str(linea) for linea in reserva.lineas.all()] == ["2 × General", "1 × Niño", "1 × Bebé"]
    assert (reserva.plazas, reserva.total) == (3, Decimal(2 * 55 + 30 + 3 * 12 + 40))


def test_sent_twice_books_once(ana: Usuario, como: Navegador) -> None:
    salida, bolsa, navegador = una_salida(), un_servicio(), como(ana)
    enviado = pedido(**{f"servicio_{bolsa.pk}": 2})
    destinos = {navegador.post(donde(salida), enviado)["Location"] for _vez in range(2)}
    reserva = Reserva.objects.get()
    assert destinos == {f"/reservas/{reserva.localizador}/"}
    assert (ocupadas(salida), reserva.contrataciones.count(), reserva.total) == (2, 1, Decimal(134))


def test_another_booking_with_the_same_form_is_asked_about_first(ana: Usuario, como: Navegador) -> None:
    """After going back and changing the number of seats, a traveller may want a second booking or not know of the
    first.
    """
    salida, navegador, enviado = una_salida(), como(ana), pedido()
    navegador.post(donde(salida), enviado)
    form = navegador.post(donde(salida), enviado | {"general": 1}).context["form"]
    assert form.non_field_errors() == ["Con este formulario ya hizo una reserva. Si quiere otra, envíelo otra vez."]
    navegador.post(donde(salida), enviado | {"general": 1, "uuid": form["uuid"].value()})
    assert ocupadas(salida) == 3


def test_somebody_elses_uuid_books_nothing(ana: Usuario, carla: Usuario, como: Navegador) -> None:
    de_ana = una_reserva(ana)
    respuesta = como(carla).post(donde(de_ana.salida), pedido(uuid=de_ana.uuid))
    assert (respuesta.status_code, Reserva.objects.count()) == (200, 1)
    assert de_ana.localizador not in respuesta.content.decode()


@pytest.mark.parametrize(
    ("cambios", "campo"),
    [
        ({"general": ""}, "__all__"),
        ({"general": 0}, "__all__"),
        ({"general": -1}, "general"),
        ({"general": 21}, "general"),
        ({"general": "9" * 400}, "general"),
        ({"general": "dos"}, "general"),
        ({"uuid": "no"}, "uuid"),
        ({"uuid": ""}, "uuid"),
        ({"contacto_nombre": ""}, "contacto_nombre"),
        ({"contacto_nombre": "a\x00"}, "contacto_nombre"),
        ({"contacto_email": "no"}, "contacto_email"),
        ({"contacto_email": ""}, "contacto_email"),
        ({"contacto_telefono": "987 654"}, "contacto_telefono"),
        ({"notas": "a" * 2001}, "notas"),
    ],
    ids=lambda valor: str(valor)[:40],
)
def test_what_is_wrong_is_said_at_its_field_and_books_nothing(
    cambios: dict[str, Any], campo: str, ana: Usuario, como: Navegador
) -> None:
    respuesta = como(ana).post(donde(una_salida()), pedido(**cambios))
    assert (respuesta.status_code, list(respuesta.context["form"].errors)) == (200, [campo])
    assert Reserva.objects.count() == 0


def test_rules_of_the_tour_are_said_too(ana: Usuario, como: Navegador) -> None:
    salida = una_salida(tour=un_tour(min_personas=2, max_personas=4))
    form = como(ana).post(donde(salida), pedido(general=1)).context["form"]
    assert form.non_field_errors() == ["En este tour, una reserva es de 2 a 4 personas."]


@pytest.mark.parametrize("cual", ["of another tour", "withdrawn", "deleted"])
def test_who_asks_for_a_fare_that_is_not_sold_is_told_and_books_nothing(
    cual: str, ana: Usuario, como: Navegador
) -> None:
    """Without the child, it would be another booking than the traveller wanted."""
    salida = una_salida()
    tour = un_tour() if cual == "of another tour" else salida.tour
    nino = Tarifa.objects.create(tour=tour, tipo="nino", nombre="Niño", precio=30, activa=cual != "withdrawn")
    campo = f"tarifa_{nino.pk}"
    if cual == "deleted":
        nino.delete()
    navegador = como(ana)
    form = navegador.post(donde(salida), pedido(**{campo: 1})).context["form"]
    assert form.non_field_errors() == ["Una de las tarifas que pidió ya no se vende: revise cuántas personas viajan."]
    assert Reserva.objects.count() == 0
    navegador.post(donde(salida), pedido(**{campo: 0}))
    assert Reserva.objects.get().plazas == 2


def test_services_of_other_tours_count_for_nothing(ana: Usuario, como: Navegador) -> None:
    otra_moneda = un_servicio(moneda="PEN")
    como(ana).post(donde(una_salida()), pedido(**{f"servicio_{otra_moneda.pk}": 5}))
    reserva = Reserva.objects.get()
    assert (reserva.plazas, reserva.contrataciones.count()) == (2, 0)


def test_nobody_chooses_their_own_price_or_state(ana: Usuario, carla: Usuario, como: Navegador) -> None:
    como(ana).post(donde(una_salida()), pedido(total="0", estado="confirmada", usuario=carla.pk, plazas=1))
    reserva = Reserva.objects.get()
    assert (reserva.total, reserva.estado, reserva.usuario, reserva.plazas) == (Decimal(110), "pendiente", ana, 2)


def test_whoever_is_too_late_is_offered_other_dates(ana: Usuario, como: Navegador) -> None:
    tour = un_tour(destino=un_destino(zona_horaria="America/Lima"))
    salida = una_salida(tour=tour, capacidad=2)
    otra = una_salida(tour=tour, inicio=timezone.now() + timedelta(days=9))
    una_salida(tour=tour, inicio=timezone.now() + timedelta(days=10), capacidad=2, plazas_ocupadas=2)
    navegador = como(ana)
    navegador.get(donde(salida))
    una_reserva(None, salida=salida)
    respuesta = navegador.post(donde(salida), pedido())
    assert (respuesta.status_code, list(respuesta.context["otras"])) == (409, [otra])
    assert "Otra persona fue más rápida" in respuesta.content.decode()
    assert (Reserva.objects.filter(usuario=ana).count(), ocupadas(salida)) == (0, 2)


@pytest.mark.parametrize("campos", [{"estado": "cerrada"}, {"plazas_ocupadas": 10}, {"cierra_en": timezone.now()}])
def test_a_departure_that_is_not_for_sale_says_so_before_anything_is_filled_in(
    campos: dict[str, Any], ana: Usuario, como: Navegador
) -> None:
    respuesta = como(ana).get(donde(una_salida(**campos)))
    assert (respuesta.status_code, respuesta.templates[0].name) == (200, "paginas/sin_cupo.html")


def test_the_seats_of_an_overdue_hold_can_be_bought(ana: Usuario, carla: Usuario, como: Navegador) -> None:
    salida = una_salida(capacidad=2)
    una_reserva(carla, salida=salida)
    with time_machine.travel(timezone.now() + timedelta(minutes=31)):
        como(ana).post(donde(salida), pedido())
    assert Reserva.objects.get(usuario=ana).estado == "pendiente"


def test_a_departure_of_another_tour_or_of_none_does_not_exist(ana: Usuario, como: Navegador) -> None:
    salida, otro, archivado = una_salida(), un_tour(), una_salida(tour=un_tour(estado="archivado"))
    direcciones = [
        f"/tours/{otro.slug}/reservar/{salida.pk}/",
        donde(archivado),
        f"/tours/{otro.slug}/reservar/{10**30}/",
    ]
    assert [como(ana).get(direccion).status_code for direccion in direcciones] == [404, 404, 404]


def test_a_foreign_page_books_nothing(ana: Usuario) -> None:
    navegador = Client(enforce_csrf_checks=True)
    navegador.force_login(ana)
    assert navegador.post(donde(una_salida()), pedido()).status_code == 403


def test_more_fares_and_services_cost_no_more_queries(
    ana: Usuario, como: Navegador, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    salida, navegador = una_salida(), como(ana)
    navegador.get(donde(salida))
    # Cursor of the log, departure, session, user, whether it is for sale, fares, services.
    with django_assert_num_queries(7):
        navegador.get(donde(salida))
    for tipo in ("nino", "bebe", "joven"):
        Tarifa.objects.create(tour=salida.tour, tipo=tipo, nombre=tipo, precio=1)
        un_servicio()
    with django_assert_num_queries(7):
        navegador.get(donde(salida))


MAS_CARO = (
    "El precio ha cambiado: lo que pide cuesta ahora USD\N{NO-BREAK SPACE}150 en lugar de USD\N{NO-BREAK SPACE}140. "
    "No se ha reservado nada; si está de acuerdo, envíelo otra vez."
)


def vistos(respuesta: Any) -> dict[str, str]:
    """The shown prices that the form sends along."""
    return dict(re.findall(r'name="(\w+_visto)" value="([\d.]+)"', respuesta.content.decode()))


def test_the_form_says_what_prices_it_showed(ana: Usuario, como: Navegador) -> None:
    salida = una_salida()
    nino = Tarifa.objects.create(tour=salida.tour, tipo="nino", nombre="Niño", precio=Decimal("30.50"))
    assert vistos(como(ana).get(donde(salida))) == {"general_visto": "55.00", f"tarifa_{nino.pk}_visto": "30.50"}


def test_who_began_with_a_lower_price_is_told_before_paying_more(ana: Usuario, como: Navegador) -> None:
    salida, navegador = una_salida(), como(ana)
    nino = Tarifa.objects.create(tour=salida.tour, tipo="nino", nombre="Niño", precio=30)
    enviado = pedido(**{f"tarifa_{nino.pk}": 1}, **vistos(navegador.get(donde(salida))))
    nino.precio = Decimal(40)
    nino.save()
    respuesta = navegador.post(donde(salida), enviado)
    assert (respuesta.status_code, respuesta.context["form"].non_field_errors()) == (200, [MAS_CARO])
    assert (Reserva.objects.count(), ocupadas(salida)) == (0, 0)
    navegador.post(donde(salida), enviado | vistos(respuesta))
    assert Reserva.objects.get().total == Decimal(150)


def test_who_began_with_a_higher_price_pays_the_lower_one(ana: Usuario, como: Navegador) -> None:
    salida = una_salida()
    como(ana).post(donde(salida), pedido(general_visto="60.00"))
    assert Reserva.objects.get().total == Decimal(110)


def test_who_sends_it_twice_books_once_though_the_price_has_changed_in_between(ana: Usuario, como: Navegador) -> None:
    salida, navegador, enviado = una_salida(), como(ana), pedido(general_visto="55.00")
    navegador.post(donde(salida), enviado)
    salida.tour.precio = Decimal(70)
    salida.tour.save()
    reserva = Reserva.objects.get()
    assert navegador.post(donde(salida), enviado)["Location"] == f"/reservas/{reserva.localizador}/"


@pytest.mark.parametrize("visto", ["", "no", "-1", "NaN", "1e400"])
def test_what_says_no_price_is_sold_at_todays(visto: str, ana: Usuario, como: Navegador) -> None:
    como(ana).post(donde(una_salida()), pedido(general_visto=visto))
    assert Reserva.objects.get().total == Decimal(110)
