"""The OpenAPI schema: complete, local to this site, with stable names, and true for arbitrary requests."""

import json
import re
from functools import cache as una_vez
from typing import Any
from uuid import UUID

import pytest
import requests
import schemathesis
from django.core.cache import cache
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import OpenApiJsonRenderer
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.config import GenerationConfig, ProjectConfig, ProjectsConfig, SchemathesisConfig
from schemathesis.core.transport import Response
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.slow import examples
from tests.turismo.conftest import Navegador
from tests.turismo.fabrica import CLAVE, un_destino, un_guia, un_servicio, un_tour, una_reserva, una_salida
from turismo.catalogo.models import Tarifa
from turismo.reservas.dominio.contrataciones import contratar
from turismo.reservas.models import Contratacion
from turismo.usuarios.models import Usuario

pytestmark = pytest.mark.django_db

# Clients generate code from these names: a change breaks them.
OPERACIONES = [
    "contrataciones_crear",
    "contrataciones_listar",
    "destinos_crear",
    "destinos_listar",
    "destinos_ver",
    "guias_crear",
    "guias_listar",
    "guias_ver",
    "notify",
    "problemas_listar",
    "problemas_ver",
    "recomendaciones_crear",
    "recomendaciones_listar",
    "reservas_cambiar",
    "reservas_cancelar",
    "reservas_completar",
    "reservas_confirmar",
    "reservas_crear",
    "reservas_extender",
    "reservas_listar",
    "reservas_servicios_anular",
    "reservas_servicios_contratar",
    "reservas_transiciones",
    "reservas_valoracion",
    "reservas_ver",
    "salidas_abrir",
    "salidas_asignar_guia",
    "salidas_cambiar",
    "salidas_cancelar",
    "salidas_cerrar",
    "salidas_crear",
    "salidas_listar",
    "salidas_realizar",
    "salidas_reprogramar",
    "salidas_ver",
    "servicios_crear",
    "servicios_listar",
    "servicios_ver",
    "sugerencias_listar",
    "tours_calendario",
    "tours_crear",
    "tours_listar",
    "tours_tarifas_borrar",
    "tours_tarifas_cambiar",
    "tours_tarifas_crear",
    "tours_tarifas_listar",
    "tours_tarifas_ver",
    "tours_valoraciones",
    "tours_ver",
    "usuarios_login",
    "usuarios_logout",
    "usuarios_register",
    "usuarios_yo",
]


@una_vez
def esquema() -> dict[str, Any]:
    """The schema as clients read it."""
    generado = SchemaGenerator().get_schema(request=None, public=True)  # type: ignore[no-untyped-call]
    leido: dict[str, Any] = json.loads(OpenApiJsonRenderer().render(generado))
    return leido


def operaciones() -> list[tuple[str, str, dict[str, Any]]]:
    return [
        (camino, metodo, operacion)
        for camino, metodos in esquema()["paths"].items()
        for metodo, operacion in metodos.items()
    ]


def test_the_schema_is_complete(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("spectacular", "--validate", "--fail-on-warn", "--file", "/dev/null")
    assert capsys.readouterr().err == ""


def test_the_names_of_operations_stay() -> None:
    assert sorted(operacion["operationId"] for _c, _m, operacion in operaciones()) == sorted(OPERACIONES)


def test_every_operation_says_in_a_line_what_it_does() -> None:
    assert [operacion["operationId"] for _c, _m, operacion in operaciones() if not operacion.get("summary")] == []


def test_every_refusal_is_a_problem() -> None:
    otros = [
        (operacion["operationId"], estado, list(respuesta.get("content", {})))
        for camino, _metodo, operacion in operaciones()
        for estado, respuesta in operacion["responses"].items()
        if camino.startswith("/api/") and estado >= "400" and list(respuesta["content"]) != ["application/problem+json"]
    ]
    assert otros == []
    assert esquema()["components"]["schemas"]["Problema"]["properties"]["status"]["type"] == "integer"


def test_what_needs_a_session_says_so_and_what_changes_something_its_csrf_token() -> None:
    seguridad = {operacion["operationId"]: operacion.get("security") for _c, _m, operacion in operaciones()}
    assert seguridad["tours_ver"] == [{"sesion": []}, {}]
    assert seguridad["reservas_ver"] == [{"sesion": []}]
    assert seguridad["reservas_crear"] == [{"sesion": [], "csrf": []}]
    assert seguridad["usuarios_register"] == [{}]


def test_the_documentation_is_of_this_site_and_has_nothing_inline(client: Client) -> None:
    pagina = client.get("/api/docs").content.decode()
    assert re.findall(r"<style|style=|<script(?![^>]* src=)| on\w+=", pagina) == []
    assert [url for url in re.findall(r'(?:src|href)="([^"]+)"', pagina) if not url.startswith("/")] == []
    guion = client.get("/api/docs?script=")
    assert guion["Content-Type"].startswith("application/javascript")


# --- Arbitrary requests: no server error, and no answer outside the schema -----------------------------

PREGUNTAS = 12  # requests for each user and operation
COMPROBACIONES = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
Hay = dict[str, Any]


@una_vez
def promesa() -> Any:
    # The test sets the user. A fixed seed, so that each run sends the same requests.
    proyecto = ProjectConfig(generation=GenerationConfig(with_security_parameters=False, deterministic=True))
    config = SchemathesisConfig(seed=1, projects=ProjectsConfig(default=proyecto))
    return schemathesis.openapi.from_dict(esquema(), config=config)


# Valid values that random generation seldom finds. Without them no request would create a row.
LO_QUE_VALE = {
    "slug": "otra",
    "username": "eva",
    "email": "eva@example.com",
    "password": CLAVE,
    "telefono": "",
    "pais": "PE",
    "zona_horaria": "America/Lima",
    "latitud": None,
    "longitud": None,
    "idiomas": "es en",
    "precio": "14.00",
    "moneda": "USD",
    "min_personas": 1,
    "max_personas": 20,
    **dict.fromkeys(("duracion", "retencion", "corte_reserva", "corte_cancelacion"), "01:00:00"),
    "inicio": "2126-12-01T13:00:00Z",
    "fin": "2126-12-01T21:00:00Z",
    "cierra_en": "2126-12-01T11:00:00Z",
    "contacto_telefono": "+51987654321",
    "contacto_email": "",
    "motivo": "Paro",
    "uuid": str(UUID(int=7)),
}


@pytest.fixture
def hay(ana: Usuario) -> Hay:
    """The values of existing rows, by the names of the fields and parameters that take them."""
    tour = un_tour(slug="salar", destino=un_destino(slug="salar"))
    Tarifa.objects.create(tour=tour, tipo="nino", nombre="Niño", precio=20)
    reserva = una_reserva(ana, salida=una_salida(tour=tour, guia=un_guia(slug="salar")))
    contratacion = contratar(Contratacion(reserva=reserva, servicio=un_servicio(slug="salar"), usuario=ana))
    return {
        **dict.fromkeys(("slug", "destino", "tour", "servicio", "guia"), "salar"),
        **dict.fromkeys(("localizador", "reserva"), reserva.localizador),
        **dict.fromkeys(("id", "pk", "salida"), reserva.salida_id),
        "tipo": "nino",
        "tarifa": "general",
        "contratacion": contratacion.pk,
        "codigo": "SIN_CUPO",
        "If-Match": "*",
        "tours": ["salar"],
    }


def de_lo_que_hay(hay: Hay, pedido: Any) -> Any:
    """The same request, about existing rows."""
    return {nombre: hay.get(nombre, valor) for nombre, valor in pedido.items()} if isinstance(pedido, dict) else pedido


def pedir(navegador: Client, caso: Any) -> Response:
    """Send it through Django's client, which stays inside the test's transaction."""
    enviada = requests.Request(**caso.as_transport_kwargs(base_url="http://testserver")).prepare()
    headers = {nombre: str(valor) for nombre, valor in enviada.headers.items() if nombre != "Content-Type"}
    contestada = navegador.generic(
        str(enviada.method),
        enviada.path_url,
        enviada.body or b"",
        str(enviada.headers.get("Content-Type", "")),
        headers=headers,
    )
    # With names in lower case, as Schemathesis looks for them.
    recibidas = {nombre.lower(): [valor] for nombre, valor in contestada.headers.items()}
    return Response(contestada.status_code, recibidas, contestada.content, enviada, elapsed=0, verify=False)


@pytest.mark.parametrize("operacion", OPERACIONES)
@pytest.mark.parametrize("quien", ["nadie", "ana", "bruno"])
def test_no_answer_is_outside_of_what_is_promised(
    quien: str, operacion: str, hay: Hay, ana: Usuario, bruno: Usuario, como: Navegador
) -> None:
    pregunta = promesa().find_operation_by_id(operacion)
    usuario = {"ana": ana, "bruno": bruno}.get(quien)
    navegador = como(usuario) if usuario else Client()

    @settings(
        max_examples=examples(PREGUNTAS),
        derandomize=True,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(
        caso=st.one_of(pregunta.as_strategy(GenerationMode.POSITIVE), pregunta.as_strategy(GenerationMode.NEGATIVE)),
        sobre_lo_que_hay=st.booleans(),
    )
    def preguntar(caso: Any, sobre_lo_que_hay: bool) -> None:
        if sobre_lo_que_hay:
            caso.path_parameters = de_lo_que_hay(hay, caso.path_parameters)
            caso.headers = de_lo_que_hay(hay, dict(caso.headers or {}))
            caso.body = de_lo_que_hay(hay | LO_QUE_VALE, caso.body)
        cache.clear()  # resets the throttles
        antes = transaction.savepoint()
        respuesta = pedir(navegador, caso)
        transaction.savepoint_rollback(antes)
        caso.validate_response(respuesta, checks=COMPROBACIONES)

    preguntar()
