"""Accounts: registering, logging in and out, and the refusals of the API."""

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from tests.turismo.conftest import Navegador
from tests.turismo.fabrica import CLAVE, un_usuario
from turismo.usuarios.models import Usuario

pytestmark = pytest.mark.django_db

JSON = "application/json"
JUAN = {"username": "juan", "email": "juan@example.com", "password": CLAVE}


@pytest.mark.parametrize("direccion", ["/usuarios/register", "/api/usuarios/register"])
def test_anybody_can_register_as_a_traveller(direccion: str, client: Client) -> None:
    respuesta = client.post(direccion, JUAN | {"nombre": "Juan", "telefono": "+51987654321"}, JSON)
    juan = Usuario.objects.get()
    assert respuesta.status_code == 201
    assert respuesta.json() == {
        "id": juan.pk,
        "username": "juan",
        "nombre": "Juan",
        "apellido": "",
        "email": "juan@example.com",
        "telefono": "+51987654321",
        "idioma": "es",
        "rol": "turista",
        "es_personal": False,
    }
    assert juan.check_password(CLAVE)


def test_nobody_registers_as_staff(client: Client) -> None:
    client.post("/usuarios/register", JUAN | {"is_staff": True, "is_superuser": True, "rol": "operador"}, JSON)
    juan = Usuario.objects.get()
    assert (juan.is_staff, juan.is_superuser, juan.rol) == (False, False, "turista")


@pytest.mark.parametrize(
    ("cambio", "campo"),
    [
        ({"username": ""}, "username"),
        ({"username": "juan@example.com"}, "username"),
        ({"username": "ANA"}, "username"),
        ({"email": "no es un correo"}, "email"),
        ({"email": "ANA@example.com"}, "email"),
        ({"password": "12345678"}, "password"),
        ({"telefono": "987 654 321"}, "telefono"),
    ],
    ids=str,
)
def test_registering_says_what_to_correct(cambio: dict[str, str], campo: str, client: Client, ana: Usuario) -> None:
    respuesta = client.post("/usuarios/register", JUAN | cambio, JSON)
    assert respuesta.status_code == 400
    assert (respuesta.json()["codigo"], list(respuesta.json()["errores"])) == ("DATOS_INVALIDOS", [campo])
    assert Usuario.objects.count() == 1


def test_the_database_keeps_addresses_apart_whatever_their_capitals(ana: Usuario) -> None:
    otra = un_usuario("otra")
    otra.email = ana.email.upper()
    with pytest.raises(IntegrityError), transaction.atomic():
        otra.save()


def test_a_session_begins_and_ends(client: Client, ana: Usuario) -> None:
    assert client.get("/api/usuarios/yo").status_code == 401
    respuesta = client.post("/api/usuarios/login", {"username": "ana", "password": CLAVE}, JSON)
    assert (respuesta.status_code, respuesta.json()["username"]) == (200, "ana")
    assert client.get("/api/usuarios/yo").json() == respuesta.json()
    assert client.post("/api/usuarios/logout").status_code == 204
    assert client.get("/api/usuarios/yo").status_code == 401


@pytest.mark.parametrize("credenciales", [("ana", "otra"), ("nadie", CLAVE)])
def test_a_wrong_name_and_a_wrong_password_are_answered_alike(
    credenciales: tuple[str, str], client: Client, ana: Usuario
) -> None:
    respuesta = client.post("/api/usuarios/login", dict(zip(("username", "password"), credenciales, strict=True)), JSON)
    assert (respuesta.status_code, respuesta.json()) == (
        400,
        {
            "type": "/api/problemas/CREDENCIALES_INVALIDAS",
            "title": "Hay algo que corregir en la petición",
            "status": 400,
            "detail": "El nombre de usuario o la contraseña no son correctos.",
            "codigo": "CREDENCIALES_INVALIDAS",
            "instance": "/api/usuarios/login",
        },
    )


def test_who_guesses_passwords_has_to_wait_and_who_knows_theirs_does_not(client: Client, ana: Usuario) -> None:
    def entrar(clave: str) -> int:
        return client.post("/api/usuarios/login", {"username": "ana", "password": clave}, JSON).status_code

    with time_machine.travel(timezone.now()) as reloj:
        assert {entrar(CLAVE) for _vez in range(20)} == {200}
        assert [entrar("adivino") for _vez in range(11)] == [400] * 10 + [429]
        assert entrar(CLAVE) == 429
        reloj.shift(61)
        assert entrar(CLAVE) == 200


def test_a_foreign_page_cannot_end_a_session(ana: Usuario) -> None:
    navegador = Client(enforce_csrf_checks=True)
    navegador.force_login(ana)
    assert navegador.post("/api/usuarios/logout").status_code == 403


def test_a_form_of_a_foreign_page_cannot_log_in(client: Client, ana: Usuario) -> None:
    assert client.post("/api/usuarios/login", {"username": "ana", "password": CLAVE}).status_code == 415


def test_the_admin_adds_people_with_their_address(bruno: Usuario, como: Navegador) -> None:
    respuesta = como(bruno).post(
        "/admin/usuarios/usuario/add/",
        {
            "username": "diego",
            "email": "diego@example.com",
            "rol": "guia",
            "usable_password": "true",
            "password1": CLAVE,
            "password2": CLAVE,
        },
    )
    assert respuesta.status_code == 302
    assert Usuario.objects.get(username="diego").email == "diego@example.com"
