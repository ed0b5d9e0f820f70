"""Every error of the API is a problem of RFC 9457, wherever the request fails."""

import json
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import path
from django.utils import timezone
from django.utils.translation import override

from tests.turismo.conftest import Navegador
from tests.turismo.fabrica import CLAVE, una_salida
from turismo import urls
from turismo.usuarios.models import Usuario

pytestmark = pytest.mark.django_db

JSON = "application/json"
SIEMPRE = {"type", "title", "status", "detail", "codigo", "instance"}


def es_problema(respuesta: Any, estado: int, codigo: str) -> None:
    problema = json.loads(respuesta.content)
    assert respuesta["Content-Type"] == "application/problem+json"
    assert [respuesta.status_code, problema["status"], problema["codigo"]] == [estado, estado, codigo]
    assert problema["type"] == f"/api/problemas/{codigo}"
    assert problema["instance"] == respuesta.request["PATH_INFO"]
    assert set(problema) - {"errores", "actual"} == SIEMPRE


@pytest.mark.parametrize(
    ("metodo", "direccion", "cuerpo", "tipo", "estado", "codigo"),
    [
        ("GET", "/api/tours/no-existe", "", JSON, 404, "NO_ENCONTRADO"),
        ("GET", "/api/salidas/99999999999999999999", "", JSON, 404, "NO_ENCONTRADO"),
        ("GET", "/api/reservas/%00%00%00", "", JSON, 404, "NO_ENCONTRADO"),
        ("GET", "/api/tours?page=0", "", JSON, 404, "NO_ENCONTRADO"),
        ("GET", "/api/reservas?cursor=x", "", JSON, 404, "NO_ENCONTRADO"),
        ("GET", "/api/ninguna/parte", "", JSON, 404, "NO_ENCONTRADO"),
        ("GET", "/api/tours/", "", JSON, 404, "NO_ENCONTRADO"),
        ("POST", "/api/ninguna/parte", "{", JSON, 404, "NO_ENCONTRADO"),
        ("DELETE", "/api/tours", "", JSON, 405, "METODO_NO_ADMITIDO"),
        ("PUT", "/usuarios/register", "", JSON, 405, "METODO_NO_ADMITIDO"),
        ("POST", "/api/destinos", "{", JSON, 400, "DATOS_INVALIDOS"),
        ("POST", "/api/destinos", "[]", JSON, 400, "DATOS_INVALIDOS"),
        ("POST", "/usuarios/register", "{", JSON, 400, "DATOS_INVALIDOS"),
        ("POST", "/api/destinos", "<x/>", "text/xml", 415, "FORMATO_NO_ADMITIDO"),
        ("POST", "/api/destinos", '"' + "x" * 2**21 + '"', JSON, 413, "DEMASIADO_GRANDE"),
    ],
)
def test_every_refusal_has_the_same_form(
    metodo: str, direccion: str, cuerpo: str, tipo: str, estado: int, codigo: str, bruno: Usuario, como: Navegador
) -> None:
    es_problema(como(bruno).generic(metodo, direccion, cuerpo, tipo), estado, codigo)


def test_the_whole_of_a_refusal(client: Client) -> None:
    assert client.get("/api/tours/no-existe").json() == {
        "type": "/api/problemas/NO_ENCONTRADO",
        "title": "No se encuentra",
        "status": 404,
        "detail": "No existe, o no está a su alcance.",
        "codigo": "NO_ENCONTRADO",
        "instance": "/api/tours/no-existe",
    }


def test_what_is_wrong_is_said_at_its_field_however_deep(ana: Usuario, como: Navegador) -> None:
    lineas = [{"tarifa": "general", "cantidad": 1}, {"tarifa": "nino", "cantidad": 0}]
    respuesta = como(ana).post("/api/reservas", {"salida": una_salida().pk, "lineas": lineas}, JSON)
    es_problema(respuesta, 400, "DATOS_INVALIDOS")
    assert list(respuesta.json()["errores"]) == ["lineas[1].cantidad"]
    assert respuesta.json()["detail"] == "Hay datos que corregir: vea cuáles en «errores»."


def test_a_client_that_reads_no_json_is_told_so_in_json(client: Client) -> None:
    es_problema(client.get("/api/tours", headers={"Accept": "text/csv"}), 406, "FORMATO_NO_DISPONIBLE")


def test_without_a_session_it_is_401_and_says_what_is_missing(client: Client) -> None:
    respuesta = client.get("/api/reservas")
    es_problema(respuesta, 401, "SIN_SESION")
    assert respuesta["WWW-Authenticate"] == "Session"


def test_a_foreign_page_is_refused_by_name(ana: Usuario) -> None:
    navegador = Client(enforce_csrf_checks=True)
    navegador.force_login(ana)
    es_problema(navegador.post("/api/usuarios/logout"), 403, "CSRF_INVALIDO")


def test_who_has_to_wait_is_told_how_long(client: Client, ana: Usuario) -> None:
    with time_machine.travel(timezone.now(), tick=False):
        for clave in ["adivino"] * 10 + [CLAVE]:
            respuesta = client.post("/api/usuarios/login", {"username": "ana", "password": clave}, JSON)
    es_problema(respuesta, 429, "DEMASIADAS_PETICIONES")
    assert respuesta["Retry-After"] == "60"


def test_a_sentence_is_in_the_readers_language_and_its_code_is_not(client: Client) -> None:
    with override(None):  # a request answered in this thread changes the thread's language
        pregunta = {
            idioma: client.get("/api/usuarios/yo", headers={"Accept-Language": idioma}) for idioma in ("es", "en")
        }
    assert {respuesta.json()["codigo"] for respuesta in pregunta.values()} == {"SIN_SESION"}
    assert {idioma: respuesta.json()["detail"] for idioma, respuesta in pregunta.items()} == {
        "es": "Las credenciales de autenticación no se proveyeron.",
        "en": "Authentication credentials were not provided.",
    }


def que_falla(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("lo que nadie debe leer")


# The platform's URLs and two views that fail: the test below uses this module as URLconf.
urlpatterns = [path("api/falla", que_falla), path("falla", que_falla), *urls.urlpatterns]
handler400, handler500 = urls.handler400, urls.handler500


@pytest.mark.urls(__name__)
@pytest.mark.parametrize(("direccion", "tipo"), [("/api/falla", "application/problem+json"), ("/falla", "text/html")])
def test_a_fault_of_ours_says_nothing_of_itself(direccion: str, tipo: str) -> None:
    assert settings.DEBUG is False
    respuesta = Client(raise_request_exception=False).get(direccion)
    assert (respuesta.status_code, respuesta["Content-Type"].split(";")[0]) == (500, tipo)
    assert "nadie debe leer" not in respuesta.content.decode()
    if tipo.endswith("json"):
        es_problema(respuesta, 500, "FALLO_INTERNO")


def test_a_request_for_another_host_is_refused_in_the_same_form() -> None:
    es_problema(Client(headers={"Host": "otro.example"}).get("/api/tours"), 400, "DATOS_INVALIDOS")


def test_the_type_of_a_problem_leads_to_what_it_means(client: Client, ana: Usuario, como: Navegador) -> None:
    problema = como(ana).post("/api/reservas", {"salida": una_salida(capacidad=1).pk, "plazas": 2}, JSON).json()
    assert client.get(problema["type"]).json() == {
        "codigo": "SIN_CUPO",
        "status": 409,
        "title": "El estado actual no lo permite",
        "detail": "No quedan tantas plazas libres en esta salida.",
    }
    assert client.get("/api/problemas/SIN_CUPO").json() in client.get("/api/problemas").json()
    es_problema(client.get("/api/problemas/NINGUNO"), 404, "NO_ENCONTRADO")


@override_settings(CORS_ALLOWED_ORIGINS=["https://app.example.com"])
def test_a_page_of_an_allowed_site_may_say_and_read_what_the_api_needs(client: Client) -> None:
    permiso = client.options(
        "/api/reservas",
        headers={
            "Origin": "https://app.example.com",
            "Access-Control-Request-Method": "PATCH",
            "Access-Control-Request-Headers": "if-match,idempotency-key",
        },
    )
    assert {"if-match", "idempotency-key"} <= set(permiso["Access-Control-Allow-Headers"].split(", "))
    respuesta = client.get("/api/tours", headers={"Origin": "https://app.example.com"})
    assert respuesta["Access-Control-Expose-Headers"] == "ETag, Retry-After"
