"""Verify a deployment: `manage.py verify_notifications --url URL` fails if an event is lost, doubled or disordered."""

import asyncio
import logging
from argparse import ArgumentTypeError
from collections.abc import Callable, Sequence
from urllib.parse import urlsplit

from django.contrib.auth import get_user_model
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from notifications.audiences import Audience
from notifications.verify.canaries import Road, Row
from notifications.verify.listener import Unreachable
from notifications.verify.run import Verification, temporary_key, temporary_session

USER = "canary"
CLIENTS = 40  # a process accepts 50 connections of one user

COLUMNS = "road", "sent", "received", "lost", "doubled", "disordered", "invented", "p50 ms", "p99 ms"

MAKE_ONE = (
    "No active user is called {name!r}. Name one with --user, or create an account without a password:\n"
    '  manage.py shell -c "from django.contrib.auth import get_user_model as m; m().objects.create_user({name!r})"'
)


class Command(BaseCommand):
    help = (
        "Publishes canaries to a running deployment, on each road that an event can take, and counts them at WebSocket "
        "clients. They are silent, and addressed to one user only. Run it with the settings of the deployment, on its "
        "database. Exit code 1: an event was lost, doubled, out of order, or came from a rolled back transaction."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--url", type=address, required=True, help="as browsers have it: https://example.com")
        parser.add_argument("--user", default=USER, metavar="NAME", help=f"the user who receives the canaries ({USER})")
        parser.add_argument("--count", type=between(3, 500), default=30, help="canaries on each road (30)")
        parser.add_argument("--clients", type=between(1, CLIENTS), default=3, help="clients that stay connected (3)")

    def handle(self, *, url: str, user: str, count: int, clients: int, **options: object) -> None:
        logging.getLogger("httpx").setLevel(logging.WARNING)  # it logs every request
        person = active_user(user)
        roads = len(Road) - 1  # without the one that is rolled back
        with (
            temporary_session(person) as cookie,
            temporary_key() as key,
            # disable=None: no bar unless stderr is a terminal.
            tqdm(total=count * roads * (clients + 1), desc="received", unit="event", disable=None, leave=False) as bar,
        ):
            verification = Verification(url, Audience.user(person.pk), bar.update)
            try:
                rows = asyncio.run(verification.run(cookie, key, count=count, clients=clients))
            except Unreachable as error:
                raise CommandError(str(error)) from error
        self.stdout.write("\n".join(table(rows, clients)))
        self.judge(rows, verification.errors)

    def judge(self, rows: Sequence[Row], errors: Sequence[str]) -> None:
        for error in dict.fromkeys(errors):
            self.stderr.write(error)
        if rows[-1].received == 0:
            self.stderr.write(
                "Not one canary was heard. Does the deployment use this database, and these settings for its sessions?"
            )
        if faults := sum(row.faults for row in rows) + len(errors):
            raise CommandError(f"{faults} faults: this deployment does not keep its promises.")
        self.stdout.write("Every canary arrived, once and in order; of what was rolled back, nothing was heard.")


def active_user(name: str) -> AbstractBaseUser:
    model = get_user_model()
    users = model._default_manager.filter(**{model.USERNAME_FIELD: name}, is_active=True)
    person: AbstractBaseUser | None = users.first()
    if person is None:
        raise CommandError(MAKE_ONE.format(name=name))
    return person


def table(rows: Sequence[Row], clients: int) -> list[str]:
    cells = [
        COLUMNS,
        *(
            (
                *(row.label, str(row.sent), f"{row.received} of {row.due}"),
                *map(str, (row.lost, row.doubled, row.disordered, row.invented)),
                *map(milliseconds, (row.p50, row.p99)),
            )
            for row in rows
        ),
    ]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    return [
        f"{clients} clients that stayed, and one that dropped and resumed:",
        *(
            "  ".join(cell.rjust(width) if place else cell.ljust(width) for place, (cell, width) in enumerate(padded))
            for padded in (list(zip(line, widths, strict=True)) for line in cells)
        ),
    ]


def milliseconds(seconds: float | None) -> str:
    return "—" if seconds is None else f"{seconds * 1000:.0f}"


def address(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in {"http", "https"} or not parts.netloc or parts.path.strip("/"):
        raise ArgumentTypeError(f"expected http://host or https://host, with a port or without; got {text!r}")
    return text.rstrip("/")


def between(minimum: int, maximum: int) -> Callable[[str], int]:
    def parse(text: str) -> int:
        if not text.isdecimal() or not minimum <= int(text) <= maximum:
            raise ArgumentTypeError(f"expected a whole number from {minimum} to {maximum}, got {text!r}")
        return int(text)

    return parse
