"""`verify_notifications` against real deployments, healthy ones and faulty ones."""

import asyncio
import json
import re
from collections.abc import Iterator
from typing import Literal

import pytest
from websockets.asyncio.client import connect

from tests.servers import Redis, Server, free_port

CANARY = "from django.contrib.auth import get_user_model as m; m().objects.create_user('canary')"

# Prints the rows that a run leaves in the database apart from the log: there must be none.
LEFTOVERS = """
from django.contrib.sessions.models import Session
from notifications.models import Publisher, Receipt
print(Publisher.objects.count(), Receipt.objects.count(), Session.objects.count())
"""


def verify(server: Server, url: str | None = None, *options: str) -> list[str]:
    """The printed lines; raises RuntimeError with the output if the command fails."""
    words = ("--url", url or server.url, "--count", "9", "--clients", "2", *options)
    return server.manage("verify_notifications", *words).stdout.splitlines()


def counts(line: str) -> str:
    """A row of the table without the two percentiles, which differ each time."""
    return " ".join(re.split(r"\s{2,}", line.strip())[:-2])


@pytest.fixture(params=["daphne", "uvicorn"])
def server(request: pytest.FixtureRequest) -> Iterator[Server]:
    with Server(kind=request.param) as server:
        server.shell(CANARY)
        yield server


async def test_a_healthy_deployment_passes_and_nobody_else_hears_of_it(server: Server) -> None:
    async with connect(f"{server.ws}?cursor=") as stranger:
        await stranger.recv()
        title, head, *rows, sentence = await asyncio.to_thread(verify, server)
        await stranger.send('{"control": "ping"}')
        assert json.loads(await stranger.recv())["control"] == "pong"  # without an event before it
    assert title == "2 clients that stayed, and one that dropped and resumed:"
    assert head.split() == [
        *("road", "sent", "received", "lost", "doubled", "disordered", "invented"),
        *("p50", "ms", "p99", "ms"),
    ]
    assert [counts(row) for row in rows] == [
        "POST /notify 9 18 of 18 0 0 0 0",
        "POST /notify, a batch 9 18 of 18 0 0 0 0",
        "another process 9 18 of 18 0 0 0 0",
        "rolled back 9 0 of 0 0 0 0 0",
        "all, dropped and resumed 27 27 of 27 0 0 0 0",
    ]
    assert sentence == "Every canary arrived, once and in order; of what was rolled back, nothing was heard."
    assert server.shell(LEFTOVERS).split() == ["0", "0", "0"]


@pytest.mark.redis
@pytest.mark.postgresql
@pytest.mark.parametrize("kind", ["daphne", "uvicorn"])
def test_a_scaled_deployment_passes(kind: Literal["daphne", "uvicorn"], redis: Redis, database_url: str) -> None:
    with Server(kind=kind, env={"DATABASE_URL": database_url, "CHANNELS_URL": redis.url}) as server:
        server.shell(CANARY)
        *rows, _sentence = verify(server)
    assert counts(rows[-1]) == "all, dropped and resumed 27 27 of 27 0 0 0 0"


def test_a_deployment_on_another_database_fails_and_is_told_what_was_lost() -> None:
    with Server(kind="uvicorn") as here, Server(kind="uvicorn") as there:
        here.shell(CANARY)
        with pytest.raises(RuntimeError) as caught:
            verify(here, there.url)
        told = str(caught.value)
        assert here.shell(LEFTOVERS).split() == ["0", "0", "0"]
    rows = {counts(line) for line in told.splitlines()}
    assert {"another process 9 0 of 18 18 0 0 0", "all, dropped and resumed 9 0 of 9 9 0 0 0"} <= rows
    assert "Not one canary was heard. Does the deployment use this database" in told
    assert "POST /notify: 401" in told
    assert "CommandError: 29 faults" in told


def test_what_cannot_be_verified_says_why() -> None:
    with Server(kind="uvicorn", env={"ALLOWED_HOSTS": "example.com"}) as server:
        server.shell(CANARY)
        nowhere = f"http://127.0.0.1:{free_port()}"
        assert [
            refusal(server, server.url),
            refusal(server, nowhere),
            refusal(server, "127.0.0.1:8080"),
            refusal(server, server.url, "--user", "nobody"),
        ] == [
            f"{server.ws} answered 403 Forbidden: ALLOWED_HOSTS must name its host, "
            "and a proxy must pass on the Host header.",
            f"{nowhere.replace('http', 'ws')}/ws does not answer: [Errno 111] Connect call failed "
            f"('127.0.0.1', {nowhere.rpartition(':')[2]}).",
            "argument --url: expected http://host or https://host, with a port or without; got '127.0.0.1:8080'",
            "No active user is called 'nobody'. Name one with --user, or create an account without a password"
            ':\n  manage.py shell -c "from django.contrib.auth import get_user_model as m; '
            "m().objects.create_user('nobody')\"",
        ]


def refusal(server: Server, url: str, *options: str) -> str:
    with pytest.raises(RuntimeError) as caught:
        verify(server, url, *options)
    return re.split(r"(?:Command)?[Ee]rror: ", str(caught.value), maxsplit=1)[1].strip()
