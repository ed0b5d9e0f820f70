"""The committed log, read by a separate process, to compare the received events with it."""

import asyncio
import json
from functools import partial
from typing import NamedTuple

from django.db.models import F

from notifications.models import Notification
from tests.faults.listener import Listener
from tests.faults.people import Person
from tests.servers import Server
from tests.waiting import auntil


class Entry(NamedTuple):
    number: int | None  # None: recorded and not yet numbered
    audiences: frozenset[str]
    message: str


class Ledger(list[Entry]):
    @classmethod
    def of(cls, server: Server) -> "Ledger":
        printed = server.shell("from tests.faults.ledger import show; show()")
        return cls(
            Entry(number, frozenset(names), text) for number, names, text in map(json.loads, printed.splitlines())
        )

    @property
    def numbers(self) -> list[int | None]:
        return [entry.number for entry in self]

    @property
    def messages(self) -> list[str]:
        return [entry.message for entry in self]

    def after(self, number: int) -> "Ledger":
        return Ledger(entry for entry in self if entry.number is None or entry.number > number)

    def heard_by(self, person: Person, after: int) -> list[int]:
        """The numbers that `person` must have received, in order, each once."""
        return [
            entry.number
            for entry in self
            if entry.number is not None and entry.number > after and entry.audiences & person.audiences
        ]

    async def has_reached(self, *listeners: Listener) -> None:
        """Wait until each listener has at least as many events as it must get, and no more are on their way."""
        for listener in listeners:
            wanted = len(self.heard_by(listener.person, listener.beginning))
            await auntil(partial(listener.has, wanted), "every event to arrive")
        await asyncio.gather(*(listener.hear_out() for listener in listeners))


def show() -> None:
    """Print the log. This runs beside the server, with the platform loaded."""
    for row in Notification.objects.order_by(F("seq").asc(nulls_last=True), "id"):
        print(json.dumps([row.seq, sorted(row.audiences), row.message]))
