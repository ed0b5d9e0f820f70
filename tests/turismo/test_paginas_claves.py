"""Forgotten and changed passwords: the e-mails, the validity of links, and the sessions that end."""

import re
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.core.mail import EmailMessage
from django.test import Client
from django.utils import timezone
from django.utils.translation import gettext, override
from pytest_django import Settings

from notifications.audiences import audiences_of
from notifications.live.close_codes import Close
from notifications.live.handshake import Session
from notifications.live.sessions import ended
from tests.turismo.avisos import avisos
from tests.turismo.conftest import Navegador
from tests.turismo.fabrica import CLAVE, un_usuario
from tests.turismo.test_paginas_cuentas import quien
from turismo.env import NO_EMAIL
from turismo.usuarios.correo import CARTERO
from turismo.usuarios.models import Usuario

pytestmark = pytest.mark.django_db

OTRA = "otra-caminata-larga"
NUEVA = {"new_password1": OTRA, "new_password2": OTRA}


def cartas() -> list[EmailMessage]:
    """All e-mails sent so far. They are sent one after the other."""
    CARTERO.submit(lambda: None).result(timeout=30)
    return mail.outbox


def enlace(client: Client, correo: str = "ana@example.com") -> str:
    """The page that the e-mail links to."""
    client.post("/clave/olvidada/", {"email": correo})
    (direccion,) = re.findall(r"http://testserver(/clave/nueva/\S+)", str(cartas()[-1].body))
    return str(direccion)


def elegir(client: Client, direccion: str, **cambio: str) -> Any:
    return client.post(client.get(direccion)["Location"], NUEVA | cambio)


# --- Forgotten ---------------------------------------------------------------------------------------


def test_who_forgot_a_password_chooses_another_by_e_mail_and_is_in(client: Client, ana: Usuario) -> None:
    respuesta = elegir(client, enlace(client, "ANA@example.com"))
    assert (respuesta.status_code, respuesta["Location"], quien(client)) == (302, "/tours/", "ana")
    ana.refresh_from_db()
    assert (ana.check_password(OTRA), ana.check_password(CLAVE)) == (True, False)
    assert [tipo for tipo, _quien, _mensaje in avisos()] == ["usuario_registrado", "sesion_iniciada"]


@pytest.mark.parametrize("idioma", ["es", "en"])
def test_the_e_mail_is_plain_and_in_the_language_of_the_page(idioma: str, client: Client, ana: Usuario) -> None:
    with override(None):  # a request answered in this thread changes the thread's language
        client.post("/clave/olvidada/", {"email": "ana@example.com"}, headers={"Accept-Language": idioma})
    (carta,) = cartas()
    with override(idioma):
        asunto = gettext("Otra contraseña para su cuenta en %(domain)s") % {"domain": "testserver"}
        saludo = gettext("Hola:")
    assert (carta.to, carta.subject, carta.content_subtype) == (["ana@example.com"], asunto, "plain")
    assert carta.body.splitlines()[0] == saludo
    assert "&" not in carta.body


def test_nobody_learns_who_has_an_account(client: Client, ana: Usuario) -> None:
    """No e-mail goes to unknown addresses, inactive users or users without a password."""
    un_usuario("irma", is_active=False)
    Usuario.objects.create_user("robot")
    Usuario.objects.create_user("demo", "demo@example.com")
    dicho = set()
    for nombre in ("nadie", "irma", "demo", "ana"):
        respuesta = client.post("/clave/olvidada/", {"email": f"{nombre}@example.com"}, follow=True)
        dicho.add((*respuesta.redirect_chain, *map(str, respuesta.context["messages"])))
    assert len(dicho) == 1
    assert [carta.to for carta in cartas()] == [["ana@example.com"]]


def test_without_an_address_nothing_is_sent(client: Client) -> None:
    """Accounts of machines have no address."""
    Usuario.objects.create_user("robot", password=CLAVE)
    respuesta = client.post("/clave/olvidada/", {"email": ""})
    assert (respuesta.status_code, list(respuesta.context["form"].errors), cartas()) == (200, ["email"], [])


def test_a_link_serves_once_and_not_for_long(client: Client, ana: Usuario) -> None:
    with time_machine.travel(timezone.now()) as reloj:
        direccion = enlace(client)
        elegir(client, direccion)
        assert Client().get(direccion).context["validlink"] is False
        tarde = enlace(client)
        reloj.shift(2 * 3600 + 1)
        assert Client().get(tarde).context["validlink"] is False


def test_a_bad_password_is_not_taken_and_the_link_stays_good(client: Client, ana: Usuario) -> None:
    direccion = enlace(client)
    respuesta = elegir(client, direccion, new_password1="12345678", new_password2="12345678")
    assert (respuesta.status_code, list(respuesta.context["form"].errors)) == (200, ["new_password2"])
    assert elegir(client, direccion).status_code == 302


def test_a_link_leads_to_no_host_but_ours(client: Client, ana: Usuario) -> None:
    respuesta = client.post("/clave/olvidada/", {"email": "ana@example.com"}, headers={"Host": "evil.example"})
    assert (respuesta.status_code, cartas()) == (400, [])


def test_one_address_asks_for_so_many_an_hour(client: Client, ana: Usuario) -> None:
    with time_machine.travel(timezone.now(), tick=False):
        estados = [client.post("/clave/olvidada/", {"email": "ana@example.com"}).status_code for _vez in range(21)]
    assert (estados, len(cartas())) == ([302] * 20 + [429], 20)


def test_where_no_e_mail_can_be_sent_nobody_is_offered_one(
    client: Client, ana: Usuario, como: Navegador, settings: Settings
) -> None:
    paginas = [(client, "/entrar/"), (como(ana), "/cuenta/"), (client, "/clave/nueva/MQ/set-password/")]

    def ofrecen() -> list[bool]:
        return ["/clave/olvidada/" in quien.get(pagina).content.decode() for quien, pagina in paginas]

    assert ofrecen() == [True] * 3
    settings.EMAIL_BACKEND = NO_EMAIL
    assert (ofrecen(), client.get("/clave/olvidada/").status_code) == ([False] * 3, 404)


def test_a_mail_server_that_is_away_spoils_no_page_and_is_noted(
    client: Client, ana: Usuario, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    respuesta = client.post("/clave/olvidada/", {"email": "ana@example.com"})
    cartas()
    assert respuesta.status_code == 302
    (anotado,) = [nota for nota in caplog.records if nota.name == "turismo.usuarios.correo"]
    assert anotado.getMessage() == "An e-mail could not be sent through the server of EMAIL_URL."


# --- Changed -----------------------------------------------------------------------------------------


def cambiar(navegador: Client, **cambio: str) -> Any:
    return navegador.post("/cuenta/", {"old_password": CLAVE} | NUEVA | cambio)


def visitante(navegador: Client, usuario: Usuario) -> Session:
    """The session that a WebSocket opened now in that browser would get."""
    usuario.refresh_from_db()
    sesion = navegador.cookies["sessionid"].value
    return Session(audiences_of(usuario), usuario.pk, sesion, usuario.get_session_auth_hash())


def test_who_changes_a_password_stays_in_and_all_their_other_sessions_end(
    ana: Usuario, carla: Usuario, como: Navegador
) -> None:
    aqui, otro, de_carla = como(ana), como(ana), como(carla)
    oia, de_la_otra = visitante(otro, ana), visitante(de_carla, carla)
    assert cambiar(aqui)["Location"] == "/cuenta/"
    assert (quien(aqui), quien(de_carla)) == ("ana", "carla")
    # Check the sockets first: the next request of the other browser would end its session.
    assert ended({oia, de_la_otra, visitante(aqui, ana)}) == {oia: Close.SESSION_OVER}
    assert quien(otro) == ""


def test_a_password_that_was_forgotten_ends_the_sessions_of_who_may_have_found_it(
    client: Client, ana: Usuario, como: Navegador
) -> None:
    intruso = como(ana)
    oia = visitante(intruso, ana)
    elegir(client, enlace(client))
    assert ended({oia, visitante(client, ana)}) == {oia: Close.SESSION_OVER}
    assert (quien(client), quien(intruso)) == ("ana", "")


@pytest.mark.parametrize(
    ("cambio", "campo"),
    [
        ({"old_password": "adivino"}, "old_password"),
        ({"new_password2": "no-es-la-misma"}, "new_password2"),
        ({"new_password1": "ana", "new_password2": "ana"}, "new_password2"),
    ],
    ids=str,
)
def test_changing_says_what_to_correct(cambio: dict[str, str], campo: str, ana: Usuario, como: Navegador) -> None:
    respuesta = cambiar(como(ana), **cambio)
    assert (respuesta.status_code, list(respuesta.context["form"].errors)) == (200, [campo])
    ana.refresh_from_db()
    assert ana.check_password(CLAVE)


def test_who_finds_a_session_open_does_not_guess_its_password(ana: Usuario, como: Navegador) -> None:
    navegador = como(ana)
    with time_machine.travel(timezone.now()) as reloj:
        assert [cambiar(navegador, old_password="adivino").status_code for _vez in range(11)] == [200] * 10 + [429]
        assert (cambiar(navegador).status_code, CLAVE in cambiar(navegador).content.decode()) == (429, False)
        reloj.shift(61)
        assert cambiar(navegador).status_code == 302
