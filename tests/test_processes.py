"""Several processes on one log: an event of one process is pushed by the others, with Redis and without."""

import asyncio
import json
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from typing import Any, Literal

import httpx
import pytest
from websockets.asyncio.client import ClientConnection, connect

from tests.servers import Redis, Server
from tests.waiting import until

Kind = Literal["daphne", "uvicorn"]

# A script run in a process of its own.
SCRIPT = """
from django.db import transaction
from django.utils.text import slugify
from turismo.catalogo.models import Destino

def save(name):
    Destino.objects.create(nombre=name, slug=slugify(name), pais="PE", zona_horaria="America/Lima", estado="publicado")

"""


def saving(*names: str) -> str:
    return SCRIPT + "\n".join(f"save({name!r})" for name in names)


@asynccontextmanager
async def listening(server: Server) -> AsyncIterator[ClientConnection]:
    async with connect(f"{server.ws}?cursor=") as socket:
        assert json.loads(await socket.recv())["control"] == "sync"
        yield socket


async def next_event(socket: ClientConnection, patience: float = 30) -> dict[str, Any]:
    async with asyncio.timeout(patience):
        frame: dict[str, Any] = json.loads(await socket.recv())
        return frame


@pytest.fixture(params=["daphne", "uvicorn"])
def embedded(request: pytest.FixtureRequest) -> Iterator[Server]:
    with Server(kind=request.param) as server:
        yield server


async def test_a_row_saved_by_another_process_is_heard_without_redis(embedded: Server) -> None:
    async with listening(embedded) as socket:
        await asyncio.to_thread(embedded.shell, saving("Cusco"))
        # The recording process has ended. Without Redis only the hub's regular query of the log is left.
        event = await next_event(socket, patience=5)
    assert event["data"]["nombre"] == "Cusco"


async def test_a_transaction_that_another_process_rolls_back_is_never_heard(embedded: Server) -> None:
    change_mind = "with transaction.atomic():\n    save('Atlántida')\n    transaction.set_rollback(True)\n"
    async with listening(embedded) as socket:
        await asyncio.to_thread(embedded.shell, SCRIPT + change_mind + "save('Cusco')")
        assert (await next_event(socket))["data"]["nombre"] == "Cusco"


async def test_the_server_leaves_when_it_is_told_to(embedded: Server) -> None:
    async with listening(embedded):
        await asyncio.to_thread(embedded.stop)
    assert "Traceback" not in embedded.log.read_text()


@pytest.fixture
def scaled(redis: Redis, database_url: str) -> Iterator[tuple[Server, Server]]:
    """Two processes on PostgreSQL and Redis, one on each supported server."""
    env = {"DATABASE_URL": database_url, "CHANNELS_URL": redis.url}
    with Server(kind="daphne", env=env) as first, Server(kind="uvicorn", env=env) as second:
        yield first, second


@pytest.mark.redis
@pytest.mark.postgresql
async def test_what_one_process_records_is_heard_at_the_others_in_order(scaled: tuple[Server, Server]) -> None:
    first, second = scaled
    names = [f"Destino {number}" for number in range(20)]
    async with listening(first) as here, listening(second) as there:
        await asyncio.to_thread(first.shell, saving(*names))
        heard = [[(await next_event(socket)) for _ in names] for socket in (here, there)]
    assert [[event["data"]["nombre"] for event in events] for events in heard] == [names, names]
    assert [event["id"] for event in heard[0]] == [event["id"] for event in heard[1]]


@pytest.mark.redis
async def test_a_process_says_when_redis_is_away_and_goes_on_without_it() -> None:
    with Redis() as redis, Server(kind="uvicorn", env={"CHANNELS_URL": redis.url}) as server:

        def doorbell() -> str:
            answer = httpx.get(f"{server.url}/readyz?format=json", timeout=30)
            assert answer.status_code == 200
            return next(str(said) for name, said in answer.json().items() if "Doorbell" in name)

        async with listening(server) as socket:
            assert await asyncio.to_thread(doorbell) == "OK"
            redis.stop()
            await asyncio.to_thread(until, lambda: doorbell().partition(":")[0] == "Warning", "it to notice")
            await asyncio.to_thread(server.shell, saving("Cusco"))
            assert (await next_event(socket))["data"]["nombre"] == "Cusco"
            redis.start()
            await asyncio.to_thread(until, lambda: doorbell() == "OK", "it to be well again")
            await asyncio.to_thread(server.shell, saving("Puno"))
            assert (await next_event(socket))["data"]["nombre"] == "Puno"
