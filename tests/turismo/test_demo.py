"""`manage.py demo` fills an empty platform, and may be repeated."""

import re
from datetime import timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from notifications.models import Notification, Publisher
from notifications.publishing.authentication import publisher_of
from turismo.catalogo.models import Destino, Guia, Salida, Servicio, Tarifa, Tour
from turismo.demo.gente import CLAVE, USUARIOS, VIAJEROS
from turismo.recomendaciones.models import Recomendacion, Sugerencia, Valoracion
from turismo.reservas.dominio.conciliacion import derivas
from turismo.reservas.models import Contratacion, Estado, LineaReserva, Reserva, TransicionReserva
from turismo.usuarios.grupos import GUIAS, OPERACION
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


@pytest.mark.django_db
def test_it_counts_the_seats_it_sells() -> None:
    demo()
    assert list(derivas()) == []


@pytest.mark.django_db
def test_it_shows_every_state_of_a_reservation_and_what_is_said_afterwards() -> None:
    demo()
    assert set(Reserva.objects.values_list("estado", flat=True)) == set(Estado)
    assert set(Reserva.objects.filter(estado="completada").values_list("asistio", flat=True)) == {True, False}
    assert Valoracion.objects.filter(comentario="").count() == 0
    assert Sugerencia.objects.filter(usuario__username="turista").exists()
    por_valorar = Reserva.objects.filter(usuario__username="turista", estado="completada", valoracion=None)
    assert por_valorar.count() == 1


@pytest.mark.django_db
def test_past_trips_lie_in_the_past_with_all_that_led_to_them() -> None:
    demo()
    ahora = timezone.now()
    for reserva in Reserva.objects.filter(estado="completada").select_related("salida", "valoracion"):
        assert reserva.creada_en < reserva.salida.inicio < reserva.salida.fin < ahora
        if hasattr(reserva, "valoracion"):
            assert reserva.salida.fin < reserva.valoracion.creada_en < ahora
    assert set(Salida.objects.filter(inicio__lt=ahora).values_list("estado", flat=True)) == {"realizada"}


@pytest.mark.django_db
def test_everything_of_it_is_on_sale_in_two_languages() -> None:
    demo()
    assert set(Destino.objects.values_list("pais", flat=True)) == {"PE", "BO", "CL", "AR", "CO", "EC", "MX", "ES"}
    for modelo, campos in ((Destino, ["nombre", "descripcion"]), (Tour, ["nombre", "resumen"]), (Servicio, ["nombre"])):
        for campo in campos:
            assert modelo.objects.filter(**{f"{campo}_en": ""}).count() == 0
    for tour in Tour.objects.all():
        tour.full_clean()
        assert Salida.objects.a_la_venta().filter(tour=tour).exists()
    for tarifa in Tarifa.objects.select_related("tour"):
        tarifa.full_clean()


@pytest.mark.django_db
def test_its_staff_has_the_permissions_of_its_group() -> None:
    demo()
    assert dict(Usuario.objects.filter(groups__isnull=False).values_list("username", "groups__name")) == {
        "operador": OPERACION,
        "guia": GUIAS,
    }
    assert Guia.objects.get(usuario__username="guia").slug == "nilda-quispe"


@pytest.mark.django_db
@pytest.mark.parametrize("username", USUARIOS)
def test_its_people_can_log_in(username: str, client: Client, settings: Settings) -> None:
    assert f"  {username} " in demo()
    settings.DEBUG = False  # the debug middleware logs warnings of its own
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
    assert Usuario.objects.count() == len(USUARIOS) + len(VIAJEROS)
