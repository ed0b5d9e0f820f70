"""`manage.py demo` fills an empty platform, and is safe to repeat."""

import re
from datetime import timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db.models import Sum
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from notifications.models import Notification, Publisher
from notifications.publishers import authenticate
from turismo.catalogo.models import Destino, Guia, Salida, Servicio, Tour
from turismo.demo.gente import CLAVE, USUARIOS
from turismo.recomendaciones.models import Recomendacion
from turismo.reservas.models import Contratacion, Reserva
from turismo.usuarios.models import Usuario

TABLAS = (Destino, Guia, Servicio, Tour, Salida, Usuario, Reserva, Contratacion, Recomendacion, Publisher)


@pytest.fixture(autouse=True)
def a_development_machine(settings: Settings) -> None:
    settings.DEBUG = True


def demo(*opciones: str) -> str:
    salida = StringIO()
    call_command("demo", *opciones, stdout=salida)
    return salida.getvalue()


def filas() -> dict[str, int]:
    return {tabla.__name__: tabla._default_manager.count() for tabla in TABLAS}


@pytest.mark.django_db
def test_repeating_it_adds_nothing_and_shows_no_key_again() -> None:
    with time_machine.travel(timezone.now(), tick=False):
        primera, antes = demo(), filas()
        segunda = demo()
    assert filas() == antes
    key = re.findall(r"Bearer (nk_[\w-]+)'", primera)
    assert [authenticate(una) for una in key] == [Publisher.objects.get()]
    assert "nk_" not in segunda
    assert "create_publisher" in segunda


@pytest.mark.django_db
def test_a_week_later_it_adds_the_departures_of_the_week() -> None:
    demo()
    antes = filas()
    with time_machine.travel(timezone.now() + timedelta(days=7)):
        demo()
    despues = filas()
    assert despues.pop("Salida") > antes.pop("Salida")
    assert despues == antes


@pytest.mark.django_db
def test_it_counts_the_seats_it_sells() -> None:
    demo()
    vendidas = Reserva.objects.filter(estado__in=["pendiente", "confirmada"]).aggregate(Sum("plazas"))
    assert Salida.objects.aggregate(Sum("plazas_ocupadas")) == {"plazas_ocupadas__sum": vendidas["plazas__sum"]}
    assert {reserva.estado for reserva in Reserva.objects.all()} == {"pendiente", "confirmada", "cancelada"}


@pytest.mark.django_db
@pytest.mark.parametrize("username", USUARIOS)
def test_its_people_can_log_in(username: str, client: Client, settings: Settings) -> None:
    assert f"  {username} " in demo()
    settings.DEBUG = False  # whose middleware has warnings of its own
    respuesta = client.post("/api/usuarios/login", {"username": username, "password": CLAVE}, "application/json")
    assert respuesta.status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize(
    "pagina",
    [
        "/admin/reservas/reserva/add/",
        "/admin/autocomplete/?app_label=reservas&model_name=reserva&field_name=usuario",
        "/admin/autocomplete/?app_label=reservas&model_name=reserva&field_name=salida",
    ],
)
def test_its_operator_may_do_what_an_operator_does(pagina: str, client: Client, settings: Settings) -> None:
    demo()
    settings.DEBUG = False
    client.force_login(Usuario.objects.get(username="operador"))
    assert client.get(pagina).status_code == 200


@pytest.mark.django_db(transaction=True)
def test_a_browser_that_comes_afterwards_has_nothing_to_wait_for() -> None:
    demo()
    assert Notification.objects.filter(seq=None).count() == 0


@pytest.mark.django_db
def test_it_hands_out_no_published_password_in_production(settings: Settings) -> None:
    settings.DEBUG = False
    with pytest.raises(CommandError, match="--con-claves-publicas"):
        demo()
    assert Usuario.objects.count() == 0
    demo("--con-claves-publicas")
    assert Usuario.objects.count() == len(USUARIOS)
