"""Try the pipeline: `manage.py send_test_event` records an example of each declared event, or several of one."""

import time
from argparse import ArgumentTypeError
from collections.abc import Callable, Iterator

from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from notifications.events import Event, catalogue
from notifications.examples import example
from notifications.outbox import record


class Command(BaseCommand):
    help = "Records events with made-up values. Browsers receive them like any other event."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--type", help="only this type of the catalogue; otherwise one of each")
        parser.add_argument("--count", type=positive(int), default=1, help="how many of each (1)")
        parser.add_argument("--rate", type=positive(float), help="at most so many a second; otherwise all at once")

    def handle(self, *, type: str | None, count: int, rate: float | None, **options: object) -> None:
        events = list(examples(chosen(type), count))
        pause = 1 / rate if rate else 0.0
        # disable=None: no bar unless stderr is a terminal.
        for number, event in enumerate(tqdm(events, unit="event", disable=None)):
            if number:
                time.sleep(pause)
            record(event)  # one transaction for each, as in production
        self.stdout.write(f"Recorded and relayed {len(events)} events.")


def chosen(name: str | None) -> list[type[Event]]:
    if name is None:
        return list(catalogue.values())
    if name not in catalogue:
        raise CommandError(f"No event has the type {name!r}. There are: {', '.join(sorted(catalogue)) or 'none'}.")
    return [catalogue[name]]


def examples(classes: list[type[Event]], count: int) -> Iterator[Event]:
    for number in range(1, count + 1):
        for cls in classes:
            yield example(cls, number)


def positive(kind: type[int] | type[float]) -> Callable[[str], float]:
    def parse(text: str) -> float:
        try:
            value = kind(text)
        except ValueError:
            value = kind(0)
        if not value > 0:
            raise ArgumentTypeError(f"expected a number above 0, got {text!r}")
        return value

    return parse
