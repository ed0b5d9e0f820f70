"""Accounts on the travellers' pages: registering, logging in and out, and refusals."""

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from tests.turismo.avisos import avisos
from tests.turismo.conftest import Navegador
from tests.turismo.fabrica import CLAVE
from turismo.usuarios.models import Usuario

pytestmark = pytest.mark.django_db

JUAN = {
    "first_name": "Juan",
    "username": "juan",
    "email": "juan@example.com",
    "telefono": "+51987654321",
    "password1": CLAVE,
    "password2": CLAVE,
}


def quien(client: Client) -> str:
    return client.get("/tours/").context["user"].get_username()  # type: ignore[no-any-return]


def test_who_registers_is_logged_in_and_goes_on_to_where_they_were_going(client: Client) -> None:
    respuesta = client.post("/registro/", JUAN | {"next": "/reservas/"})
    juan = Usuario.objects.get()
    assert (respuesta.status_code, respuesta["Location"]) == (302, "/reservas/")
    assert (quien(client), juan.first_name, juan.email, juan.rol, juan.is_staff) == (
        "juan",
        "Juan",
        "juan@example.com",
        "turista",
        False,
    )
    assert [tipo for tipo, _quien, _mensaje in avisos()] == ["usuario_registrado", "sesion_iniciada"]


def test_nobody_registers_as_staff(client: Client) -> None:
    client.post("/registro/", JUAN | {"is_staff": "on", "is_superuser": "on", "rol": "operador"})
    juan = Usuario.objects.get()
    assert (juan.is_staff, juan.is_superuser, juan.rol) == (False, False, "turista")


@pytest.mark.parametrize(
    ("cambio", "campo"),
    [
        ({"first_name": ""}, "first_name"),
        ({"username": "ANA"}, "username"),
        ({"username": "juan@example.com"}, "username"),
        ({"email": ""}, "email"),
        ({"email": "ANA@example.com"}, "email"),
        ({"telefono": "987 654 321"}, "telefono"),
        ({"password1": "12345678", "password2": "12345678"}, "password2"),
        ({"password2": "otra-caminata"}, "password2"),
        ({"username": "a\x00b"}, "username"),
    ],
    ids=str,
)
def test_registering_says_what_to_correct(cambio: dict[str, str], campo: str, client: Client, ana: Usuario) -> None:
    respuesta = client.post("/registro/", JUAN | cambio)
    assert (respuesta.status_code, list(respuesta.context["form"].errors)) == (200, [campo])
    assert Usuario.objects.count() == 1


@pytest.mark.parametrize("nombre", ["ana", "ana@example.com", "ANA@Example.com"])
def test_one_logs_in_by_name_or_by_address(nombre: str, client: Client, ana: Usuario) -> None:
    respuesta = client.post("/entrar/", {"username": nombre, "password": CLAVE})
    assert (respuesta.status_code, respuesta["Location"], quien(client)) == (302, "/tours/", "ana")


@pytest.mark.parametrize(
    "credenciales", [("ana", "otra"), ("nadie", CLAVE), ("nadie@example.com", CLAVE), ("ana@example.com", "otra")]
)
def test_whatever_was_wrong_the_answer_is_the_same(credenciales: tuple[str, str], client: Client, ana: Usuario) -> None:
    respuesta = client.post("/entrar/", dict(zip(("username", "password"), credenciales, strict=True)))
    assert respuesta.context["form"].errors == {
        "__all__": ["El nombre o la contraseña no son correctos. Las mayúsculas de la contraseña cuentan."]
    }
    assert quien(client) == ""


@pytest.mark.parametrize("direccion", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "http:evil"])
@pytest.mark.parametrize("pagina", ["/entrar/", "/registro/"])
def test_nobody_is_sent_to_another_site(pagina: str, direccion: str, client: Client, ana: Usuario) -> None:
    datos = {"username": "ana", "password": CLAVE} if pagina == "/entrar/" else JUAN
    assert client.post(pagina, datos | {"next": direccion})["Location"] == "/tours/"


def test_who_guesses_passwords_has_to_wait_and_who_knows_theirs_does_not(client: Client, ana: Usuario) -> None:
    def entrar(clave: str) -> int:
        return client.post("/entrar/", {"username": "ana", "password": clave}).status_code

    with time_machine.travel(timezone.now()) as reloj:
        assert [entrar("adivino") for _vez in range(11)] == [200] * 10 + [429]
        assert entrar(CLAVE) == 429
        reloj.shift(61)
        assert entrar(CLAVE) == 302


def test_page_and_api_count_failures_together(client: Client, ana: Usuario) -> None:
    for _vez in range(10):
        client.post("/entrar/", {"username": "ana", "password": "adivino"})
    respuesta = client.post("/api/usuarios/login", {"username": "ana", "password": CLAVE}, "application/json")
    assert respuesta.status_code == 429


def test_one_address_registers_so_many_accounts_an_hour(client: Client) -> None:
    with time_machine.travel(timezone.now(), tick=False):
        estados = [client.post("/registro/", JUAN | {"username": ""}).status_code for _vez in range(61)]
    assert estados == [200] * 60 + [429]
    assert Usuario.objects.count() == 0


def test_a_password_never_comes_back(client: Client) -> None:
    assert CLAVE not in client.post("/registro/", JUAN | {"email": "no"}).content.decode()


def test_logging_out_takes_a_press_of_a_button(ana: Usuario, como: Navegador) -> None:
    navegador = como(ana)
    assert (navegador.get("/salir/").status_code, quien(navegador)) == (405, "ana")
    assert (navegador.post("/salir/")["Location"], quien(navegador)) == ("/tours/", "")


@pytest.mark.parametrize("pagina", ["/entrar/", "/registro/"])
def test_who_is_in_already_goes_on(pagina: str, ana: Usuario, como: Navegador) -> None:
    assert como(ana).get(pagina)["Location"] == "/tours/"


@pytest.mark.parametrize("direccion", ["/entrar/", "/registro/", "/salir/", "/cuenta/", "/clave/olvidada/"])
def test_a_foreign_page_can_do_none_of_it(direccion: str) -> None:
    assert Client(enforce_csrf_checks=True).post(direccion, JUAN).status_code == 403
