"""Behind nginx with the configuration of production: requests that pass, requests that do not, and set headers."""

import asyncio
import json
import re
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack
from typing import Any

import httpx
import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import InvalidStatus

from notifications.client import AsyncClient
from tests.faults.keys import publisher_key
from tests.faults.nginx import Balanced
from tests.waiting import auntil

pytestmark = [pytest.mark.nginx, pytest.mark.redis, pytest.mark.postgresql]

SOCKETS = 200  # the sockets that nginx allows for one address
BURST = 200  # the requests to /notify that nginx accepts at once
REGISTRATIONS = 60  # the registrations that one process accepts from one address in an hour
BODY_SIZE = 2 * 1024 * 1024

# Each test that uses up a limit connects from a loopback address of its own.
CROWDED, FLOODING, STRANGE = "127.0.0.2", "127.0.0.3", "127.0.0.4"


@pytest.fixture(scope="module")
def balanced() -> Iterator[Balanced]:
    with Balanced() as balanced:
        yield balanced


@pytest.fixture(scope="module")
def key(balanced: Balanced) -> str:
    return publisher_key(balanced)


@pytest.fixture
async def http(balanced: Balanced) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(base_url=balanced.url, timeout=30) as http:
        yield http


async def next_frame(socket: ClientConnection) -> dict[str, Any]:
    async with asyncio.timeout(30):
        frame: dict[str, Any] = json.loads(await socket.recv())
        return frame


# --- Requests that pass ------------------------------------------------------------------------------


async def test_what_is_published_through_nginx_is_heard_through_nginx(balanced: Balanced, key: str) -> None:
    async with (
        connect(balanced.ws) as plain,
        connect(f"{balanced.ws}?cursor=", origin=balanced.url) as resuming,  # type: ignore[arg-type]  # a NewType of str
        AsyncClient(balanced.url, key) as publisher,
    ):
        await plain.send('{"control": "ping"}')
        assert [(await next_frame(socket))["control"] for socket in (plain, resuming)] == ["pong", "sync"]
        first, second = [await publisher.publish("hola", f"event {number}") for number in (1, 2)]
        heard = [[(await next_frame(socket))["id"] for _ in range(2)] for socket in (plain, resuming)]
    assert heard == [[first, second]] * 2
    async with connect(f"{balanced.ws}?cursor={first}") as returning:
        assert [(await next_frame(returning)).get("id") for _ in range(2)] == [second, None]


async def test_new_sockets_are_shared_out(balanced: Balanced) -> None:
    before = [balanced.requests_to(web) for web in balanced.webs]
    async with AsyncExitStack() as stack:
        for _ in range(10):
            await stack.enter_async_context(connect(balanced.ws))
    await auntil(lambda: sum(map(balanced.requests_to, balanced.webs)) == sum(before) + 10, "nginx to log 10 sockets")
    assert [balanced.requests_to(web) - past for web, past in zip(balanced.webs, before, strict=True)] == [5, 5]


async def test_static_files_come_from_nginx_and_stay_in_the_browser(http: httpx.AsyncClient) -> None:
    page = (await http.get("/")).text
    hashed = re.findall(r"/static/[^\"]+\.[0-9a-f]{12}\.(?:js|css)", page)
    assert hashed
    for path in hashed:
        file = await http.get(path)
        assert (file.status_code, file.headers["Cache-Control"]) == (200, "public, max-age=31536000, immutable")
    plain = await http.get(re.sub(r"\.[0-9a-f]{12}\.", ".", hashed[0]))
    assert (plain.status_code, plain.headers["Cache-Control"]) == (200, "public, max-age=300")


# --- Requests that do not -----------------------------------------------------------------------------------


async def test_a_client_cannot_choose_its_address(balanced: Balanced, http: httpx.AsyncClient) -> None:
    """Every process refuses an address after a number of registrations, also with forged headers."""
    answers = [
        (await http.post("/usuarios/register", json={}, headers={"X-Forwarded-For": f"203.0.113.{number}"})).status_code
        for number in range(REGISTRATIONS * len(balanced.webs) + 1)
    ]
    assert (answers[0], answers[-1]) == (400, 429)


async def test_a_page_of_another_site_is_refused(balanced: Balanced) -> None:
    with pytest.raises(InvalidStatus) as caught:
        await connect(balanced.ws, origin="https://evil.example.com")  # type: ignore[arg-type]  # a NewType of str
    assert caught.value.response.status_code == 403


async def test_what_is_wrong_inside_is_not_told_outside(balanced: Balanced) -> None:
    transport = httpx.AsyncHTTPTransport(local_address=STRANGE)
    async with httpx.AsyncClient(base_url=balanced.url, transport=transport) as http:
        answers = [(await http.get(path)).status_code for path in ("/livez", "/readyz", "/metrics", "/")]
    assert answers == [403, 403, 403, 200]


async def test_one_address_opens_so_many_sockets(balanced: Balanced) -> None:
    async with AsyncExitStack() as stack:
        first, *_ = [await stack.enter_async_context(crowd(balanced)) for _ in range(SOCKETS)]
        with pytest.raises(InvalidStatus) as caught:
            await crowd(balanced)
        await first.close()
        await stack.enter_async_context(crowd(balanced))
    assert caught.value.response.status_code == 429


def crowd(balanced: Balanced) -> connect:
    return connect(balanced.ws, local_addr=(CROWDED, 0), compression=None, open_timeout=30)


async def test_one_address_publishes_so_much_at_once(balanced: Balanced) -> None:
    """All connect, and then all send: the limits of nginx do not depend on how fast the process answers."""
    request = f"GET /notify HTTP/1.1\r\nHost: 127.0.0.1:{balanced.port}\r\nConnection: close\r\n\r\n".encode()
    opened = [
        await asyncio.open_connection("127.0.0.1", balanced.port, local_addr=(FLOODING, 0)) for _ in range(BURST * 2)
    ]
    for _reader, writer in opened:
        writer.write(request)
    answers = [(await reader.read()).decode() for reader, _writer in opened]
    for _reader, writer in opened:
        writer.close()
    refused = [answer for answer in answers if answer.startswith("HTTP/1.1 429 ")]
    others = [answer for answer in answers if answer.startswith("HTTP/1.1 401 ")]
    assert len(refused) + len(others) == BURST * 2
    assert len(others) > BURST
    assert refused
    assert "\r\nRetry-After: 1\r\n" in refused[0]
    assert json.loads(refused[0].partition("\r\n\r\n")[2]) == {
        "status": "error",
        "message": "Demasiadas peticiones desde esta dirección.",
        "errors": {},
    }


NOTIFY_TOO_LARGE = {"status": "error", "message": "El cuerpo pasa de 2 MiB.", "errors": {}}
NOTIFY_AWAY = {"status": "error", "message": "El servicio no responde en este momento.", "errors": {}}


def problem(status: int, codigo: str, instance: str) -> tuple[str, dict[str, Any]]:
    """The problem as a client of the REST API reads it, written by nginx or by the platform."""
    title, detail = {
        413: ("Demasiado grande", "El cuerpo pasa de 2 MiB."),
        503: ("No responde en este momento", "El servicio no responde en este momento."),
    }[status]
    body = {"title": title, "status": status, "detail": detail, "codigo": codigo, "instance": instance}
    return "application/problem+json", {"type": f"/api/problemas/{codigo}", **body}


def read(answer: httpx.Response) -> tuple[str, Any]:
    """The media type and the text of an answer; of a page, its heading and its languages."""
    media_type = answer.headers["Content-Type"]
    if "json" in media_type:
        return media_type, answer.json()
    (heading,) = re.findall("<h1>(.*)</h1>", answer.text)
    return media_type, (heading, re.findall(' lang="(..)"', answer.text))


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/notify", ("application/json", NOTIFY_TOO_LARGE)),
        ("/api/reservas", problem(413, "DEMASIADO_GRANDE", "/api/reservas")),
        ("/usuarios/register", problem(413, "DEMASIADO_GRANDE", "/usuarios/register")),
        ("/registro/", ("text/html; charset=utf-8", ("Es demasiado grande", ["es", "en"]))),
    ],
)
async def test_a_body_that_is_too_large_is_refused_in_the_form_of_its_address(
    path: str, said: tuple[str, Any], http: httpx.AsyncClient, key: str
) -> None:
    answer = await http.post(
        path,
        content=b" " * (BODY_SIZE + 1),
        headers={"Authorization": f"Bearer {key}", "Content-Type": "application/json"},
    )
    assert (answer.status_code, read(answer)) == (413, said)


async def test_without_a_web_process_all_are_asked_to_wait_in_the_form_of_their_address(
    balanced: Balanced, http: httpx.AsyncClient, key: str
) -> None:
    for web in balanced.webs:
        await asyncio.to_thread(web.stop)
    answers = [
        await http.request(method, path, headers={"Authorization": f"Bearer {key}"})
        for method, path in (
            *(("POST", "/notify"), ("POST", "/usuarios/register"), ("GET", "/api/tours?page=2")),
            *(("GET", '/api/"x"'), ("GET", "/tours/"), ("POST", "/entrar/")),
        )
    ]
    for web in balanced.webs:
        await asyncio.to_thread(web.start)
    page = ("text/html; charset=utf-8", ("Volvemos enseguida", ["es", "en"]))
    assert [read(answer) for answer in answers] == [
        ("application/json", NOTIFY_AWAY),
        problem(503, "SERVICIO_AUSENTE", "/usuarios/register"),
        problem(503, "SERVICIO_AUSENTE", "/api/tours"),
        problem(503, "SERVICIO_AUSENTE", ""),
        *(page, page),
    ]
    assert [(answer.status_code, answer.headers["Retry-After"]) for answer in answers] == [(503, "2")] * 6
    async with AsyncClient(balanced.url, key) as publisher:
        assert await publisher.publish("hola", "We are back")
