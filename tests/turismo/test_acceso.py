"""Access: the status of every endpoint for each kind of user.

An endpoint without a line in the table fails the test, so a new endpoint declares its access.
"""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple
from uuid import uuid4

import httpx
import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, get_resolver
from websockets.sync.client import connect

from tests.servers import Server
from tests.turismo.accesos import TABLA
from tests.turismo.conftest import Navegador
from tests.turismo.fabrica import un_guia, un_servicio, un_tour, un_viaje, una_reserva, una_salida
from turismo.catalogo.models import Salida, Tarifa
from turismo.reservas.dominio.contrataciones import contratar
from turismo.reservas.models import Contratacion, Reserva
from turismo.usuarios.models import Usuario

pytestmark = pytest.mark.django_db

JSON = "application/json"
METODOS = ("get", "post", "put", "patch", "delete")


class Mundo(NamedTuple):
    """The rows: a reservation of Ana's with a service, a trip that she made, a departure."""

    reserva: Reserva
    viaje: Reserva
    salida: Salida
    contratacion: Contratacion


@pytest.fixture
def mundo(ana: Usuario) -> Mundo:
    tour = un_tour(slug="salar")
    Tarifa.objects.create(tour=tour, tipo="nino", nombre="Niño", precio=20)
    salida = una_salida(tour=tour)
    reserva = una_reserva(ana, salida=salida)
    un_guia(slug="ramiro")
    contratacion = contratar(Contratacion(reserva=reserva, servicio=un_servicio(slug="bolsa"), usuario=ana))
    un_servicio(slug="almuerzo")
    return Mundo(reserva, un_viaje(ana), salida, contratacion)


def rutas(patrones: Any = None, antes: str = "", espacio: str = "") -> Iterator[tuple[str, str, Callable[..., Any]]]:
    """`(name, path, view)` of all URLs."""
    for patron in get_resolver().url_patterns if patrones is None else patrones:
        if isinstance(patron, URLPattern):
            nombre = f"{espacio}{patron.name}" if patron.name else str(patron.pattern)
            yield nombre, antes + str(patron.pattern), patron.callback
        else:
            dentro = f"{espacio}{patron.namespace}:" if patron.namespace else espacio
            yield from rutas(patron.url_patterns, antes + str(patron.pattern), dentro)


def metodos(vista: Any) -> set[str]:
    """The methods that a view accepts; `*` for a function, which may accept all."""
    if acciones := getattr(vista, "actions", None):
        return {metodo.upper() for metodo in acciones} - {"HEAD"}
    if de_la_api := getattr(vista, "cls", None):
        return {metodo.upper() for metodo in METODOS if hasattr(de_la_api, metodo)} or {"GET"}
    if pagina := getattr(vista, "view_class", None):
        admitidos = set(pagina.http_method_names) & {"get", "post"}
        return {metodo.upper() for metodo in admitidos if hasattr(pagina, metodo)}
    return {"*"}


def test_every_address_says_who_may_use_it() -> None:
    hay = {
        (nombre, metodo)
        for nombre, direccion, vista in rutas()
        if not direccion.startswith("admin/")
        for metodo in metodos(vista)
    }
    assert sorted(hay - TABLA.keys()) == []
    assert sorted(TABLA.keys() - hay) == []


def con(mundo: Mundo, texto: Any) -> Any:
    return texto.format(**mundo._asdict()) if isinstance(texto, str) else texto


@pytest.mark.parametrize(("nombre", "metodo"), [*TABLA], ids=str)
def test_each_person_gets_what_is_theirs(
    nombre: str, metodo: str, mundo: Mundo, ana: Usuario, bruno: Usuario, carla: Usuario, como: Navegador
) -> None:
    fila = TABLA[nombre, metodo]
    direccion = con(mundo, fila.direccion)
    cuerpo = fila.cuerpo and {campo: con(mundo, valor) for campo, valor in fila.cuerpo.items()}

    def pedir(quien: Client) -> int:
        """Request it, and roll back its changes before the next user's request."""
        antes = transaction.savepoint()
        if fila.cuerpo is None:
            respuesta = quien.get(direccion, headers=fila.headers)
        elif direccion.startswith(("/api/", "/usuarios/register", "/notify")):
            pedido = getattr(quien, "post" if metodo == "*" else metodo.lower())
            respuesta = pedido(direccion, cuerpo, JSON, headers=fila.headers)
        else:
            respuesta = quien.post(direccion, cuerpo)
        transaction.savepoint_rollback(antes)
        return respuesta.status_code

    assert tuple(map(pedir, (Client(), como(ana), como(carla), como(bruno)))) == fila.estados


LA_PUERTA = {"admin:login", "admin:logout"}


@pytest.mark.parametrize(
    "direccion",
    [direccion for nombre, direccion, _v in rutas() if direccion.startswith("admin/") and nombre not in LA_PUERTA],
)
def test_the_admin_is_for_the_staff(
    direccion: str, mundo: Mundo, ana: Usuario, bruno: Usuario, carla: Usuario, como: Navegador
) -> None:
    ejemplo = "/" + re.sub(r"<path:[^>]*>|<int:[^>]*>|<id>|<str:[^>]*>|\(\?P<\w+>[^)]*\)", "1", direccion).rstrip("$")
    for quien in (Client(), como(ana), como(carla)):
        for pedir in (quien.get, quien.post):
            respuesta = pedir(ejemplo)
            assert (respuesta.status_code, respuesta["Location"].split("?")[0]) == (302, "/admin/login/")
    assert not como(bruno).get(ejemplo).get("Location", "").startswith("/admin/login/")


def test_the_key_of_somebody_elses_reservation_opens_nothing(mundo: Mundo, carla: Usuario, como: Navegador) -> None:
    """A client that guesses the key does not learn the owner either."""
    pedido = {"salida": mundo.salida.pk, "plazas": mundo.reserva.plazas}
    respuestas = [
        como(carla).post("/api/reservas", pedido, JSON, headers={"Idempotency-Key": str(clave)})
        for clave in (mundo.reserva.uuid, uuid4())
    ]
    assert [respuesta.status_code for respuesta in respuestas] == [422, 201]
    assert mundo.reserva.localizador not in respuestas[0].content.decode()


@pytest.mark.parametrize(
    "lista", ["/api/reservas", "/api/contrataciones", "/api/sugerencias", "/reservas/", "/tours/salar/", "/api/salidas"]
)
def test_no_list_of_carlas_has_anything_of_anas(lista: str, mundo: Mundo, carla: Usuario, como: Navegador) -> None:
    texto = como(carla).get(lista).content.decode()
    suyo = (mundo.reserva.localizador, mundo.viaje.localizador, "ana@example.com")
    assert [dato for dato in suyo if dato in texto] == []


CSRF = "c" * 32


def cookie(sesion: str) -> dict[str, str]:
    return {"Cookie": f"sessionid={sesion}; csrftoken={CSRF}"}


def oido_al_volver(server: Server, sesion: str, cursor: str = "") -> tuple[list[str], str]:
    """Return the missed notifications that a reconnecting client gets, and its new cursor."""
    avisos: list[str] = []
    with connect(f"{server.ws}?cursor={cursor}", additional_headers=cookie(sesion)) as socket:
        while "control" not in (aviso := json.loads(socket.recv(timeout=30))):
            avisos.append(json.dumps(aviso))
    return avisos, aviso["cursor"]


def test_no_event_and_no_replay_tells_carla_of_anas_reservation() -> None:
    with Server() as server:
        hay = json.loads(
            server.shell("from tests.turismo.compras import preparar; preparar(1, 4, 'ana', 'bruno', 'carla')")
        )
        _nada, antes = oido_al_volver(server, hay["carla"])
        with (
            connect(f"{server.ws}?cursor={antes}", additional_headers=cookie(hay["carla"])) as carla,
            httpx.Client(base_url=server.url, headers={**cookie(hay["ana"]), "X-CSRFToken": CSRF}) as ana,
        ):
            reserva = ana.post("/api/reservas", json={"salida": hay["salidas"][0], "plazas": 4}).json()
            for accion in ("extender", "confirmar", "cancelar"):
                assert ana.post(f"/api/reservas/{reserva['localizador']}/{accion}").status_code == 200
            oido, _despues = oido_al_volver(server, hay["carla"], antes)
            assert json.loads(carla.recv(timeout=30))["control"] == "sync"
            en_vivo = [json.loads(carla.recv(timeout=30)) for _aviso in oido]
            de_bruno, _cursor = oido_al_volver(server, hay["bruno"], antes)
    # Carla learns twice that seats were taken and released, but not by which reservation.
    assert [json.dumps(aviso) for aviso in en_vivo] == oido
    assert {aviso["type"] for aviso in en_vivo} <= {"disponibilidad_cambiada", "salida_agotada", "plazas_liberadas"}
    assert oido != []
    suyo = (reserva["localizador"], reserva["uuid"], "Ana", "ana@example.com")
    assert [dato for dato in suyo for aviso in oido if dato in aviso] == []
    assert any(reserva["localizador"] in aviso for aviso in de_bruno)
