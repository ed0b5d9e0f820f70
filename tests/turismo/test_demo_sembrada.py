"""The data that `manage.py demo` makes. It runs once for this file; the changes of each test are rolled back."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import Client, override_settings
from django.utils import timezone
from pytest_django import DjangoDbBlocker, Settings

from tests.turismo.test_demo import demo
from turismo.catalogo.models import Destino, Guia, Salida, Servicio, Tarifa, Tour
from turismo.demo.gente import CLAVE, USUARIOS
from turismo.recomendaciones.models import Sugerencia, Valoracion
from turismo.reservas.dominio.conciliacion import derivas
from turismo.reservas.models import Estado, Reserva
from turismo.usuarios.grupos import GUIAS, OPERACION
from turismo.usuarios.models import Usuario

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def impreso(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """What the command printed. The transaction of each test is a savepoint in the one that is open here."""
    with django_db_blocker.unblock():
        (abierta := transaction.atomic()).__enter__()
        with override_settings(DEBUG=True):
            salida = demo()
    yield salida
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        abierta.__exit__(None, None, None)


def test_it_counts_the_seats_it_sells() -> None:
    assert list(derivas()) == []


def test_it_shows_every_state_of_a_reservation_and_what_is_said_afterwards() -> None:
    assert set(Reserva.objects.values_list("estado", flat=True)) == set(Estado)
    assert set(Reserva.objects.filter(estado="completada").values_list("asistio", flat=True)) == {True, False}
    assert Valoracion.objects.filter(comentario="").count() == 0
    assert Sugerencia.objects.filter(usuario__username="turista").exists()
    por_valorar = Reserva.objects.filter(usuario__username="turista", estado="completada", valoracion=None)
    assert por_valorar.count() == 1


def test_past_trips_lie_in_the_past_with_all_that_led_to_them() -> None:
    ahora = timezone.now()
    for reserva in Reserva.objects.filter(estado="completada").select_related("salida", "valoracion"):
        assert reserva.creada_en < reserva.salida.inicio < reserva.salida.fin < ahora
        if hasattr(reserva, "valoracion"):
            assert reserva.salida.fin < reserva.valoracion.creada_en < ahora
    assert set(Salida.objects.filter(inicio__lt=ahora).values_list("estado", flat=True)) == {"realizada"}


def test_everything_of_it_is_on_sale_in_two_languages() -> None:
    assert set(Destino.objects.values_list("pais", flat=True)) == {"PE", "BO", "CL", "AR", "CO", "EC", "MX", "ES"}
    for modelo, campos in ((Destino, ["nombre", "descripcion"]), (Tour, ["nombre", "resumen"]), (Servicio, ["nombre"])):
        for campo in campos:
            assert modelo.objects.filter(**{f"{campo}_en": ""}).count() == 0
    for tour in Tour.objects.all():
        tour.full_clean()
        assert Salida.objects.a_la_venta().filter(tour=tour).exists()
    for tarifa in Tarifa.objects.select_related("tour"):
        tarifa.full_clean()


def test_its_staff_has_the_permissions_of_its_group() -> None:
    assert dict(Usuario.objects.filter(groups__isnull=False).values_list("username", "groups__name")) == {
        "operador": OPERACION,
        "guia": GUIAS,
    }
    assert Guia.objects.get(usuario__username="guia").slug == "nilda-quispe"


@pytest.mark.parametrize("username", USUARIOS)
def test_its_people_can_log_in(username: str, impreso: str, client: Client, settings: Settings) -> None:
    assert f"  {username} " in impreso
    settings.DEBUG = False  # the debug middleware logs warnings of its own
    respuesta = client.post("/api/usuarios/login", {"username": username, "password": CLAVE}, "application/json")
    assert respuesta.status_code == 200


@pytest.mark.parametrize(
    "pagina",
    [
        "/admin/reservas/reserva/add/",
        "/admin/autocomplete/?app_label=reservas&model_name=reserva&field_name=usuario",
        "/admin/autocomplete/?app_label=reservas&model_name=reserva&field_name=salida",
    ],
)
def test_its_operator_may_do_what_an_operator_does(pagina: str, client: Client, settings: Settings) -> None:
    settings.DEBUG = False
    client.force_login(Usuario.objects.get(username="operador"))
    assert client.get(pagina).status_code == 200
