"""`manage.py demo` fills an empty platform, and may be repeated."""

import re
from datetime import timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.utils import timezone
from pytest_django import Settings

from notifications.models import Notification, Publisher
from notifications.publishing.authentication import publisher_of
from turismo.catalogo.models import Destino, Guia, Salida, Servicio, Tarifa, Tour
from turismo.demo.gente import USUARIOS, VIAJEROS
from turismo.recomendaciones.models import Recomendacion, Sugerencia, Valoracion
from turismo.reservas.models import Contratacion, LineaReserva, Reserva, TransicionReserva
from turismo.usuarios.models import Usuario

TABLAS = (
    Destino,
    Guia,
    Servicio,
    Tour,
    Tarifa,
    Salida,
    Usuario,
    Publisher,
    Reserva,
    LineaReserva,
    TransicionReserva,
    Contratacion,
    Valoracion,
    Recomendacion,
    Sugerencia,
)


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
    assert [publisher_of(una) for una in key] == [Publisher.objects.get()]
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
    # Suggestions depend on the departures of the next days.
    despues.pop("Sugerencia")
    antes.pop("Sugerencia")
    assert despues == antes


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
    assert Usuario.objects.count() == len(USUARIOS) + len(VIAJEROS)
