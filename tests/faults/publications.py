"""The events published during a fault: numbered messages for mixed audiences."""

from collections.abc import Iterator, Sequence
from itertools import count
from random import Random
from typing import Any

from notifications.client import Publication
from notifications.outbox import record
from notifications.publishing.compose import compose
from tests.faults.people import Person
from tests.servers import Server

# Most events concern one user, as in production; that also keeps the number of frames small.
RARE = 0.02  # share of the events that go to a group


def publications(users: Sequence[int], seed: int, *, first: int = 1) -> Iterator[Publication]:
    """Yield publications without end. The same seed gives the same messages and audiences."""
    rng = Random(seed)
    for number in count(first):
        yield Publication(type="prueba", message=f"event {number}", audience=audience(users, rng))


def audience(users: Sequence[int], rng: Random) -> list[str]:
    if rng.random() < RARE:
        return [rng.choice(["everyone", "members", "staff"])]
    owner = f"user:{rng.choice(users)}"
    return ["staff", owner] if rng.random() < RARE else [owner]


def record_elsewhere(server: Server, people: Sequence[Person], *, seed: int, first: int, amount: int) -> None:
    """Record in a process of its own on the database of `server`, as a management command would."""
    users = [person.pk for person in people]
    code = f"from tests.faults.publications import record_in_batches as r; r({users}, {seed}, {first}, {amount})"
    server.shell(code)


def record_in_batches(users: Sequence[int], seed: int, first: int, amount: int, batch: int = 100) -> None:
    said = publications(users, seed, first=first)
    for start in range(0, amount, batch):
        record(*(compose(**in_full(next(said))) for _ in range(min(batch, amount - start))))


def in_full(publication: Publication) -> dict[str, Any]:
    return {"data": {}, **publication}
