"""Many processes that write at once, pause, and often roll back. This runs beside a server."""

import json
import multiprocessing
import sys
import time
from collections.abc import Iterator
from multiprocessing.synchronize import Event
from random import Random
from typing import Any

from django.db import transaction
from django.db.models import Count, Max

from notifications.models import Notification
from notifications.outbox import record
from notifications.publishing.compose import compose

TRANSACTIONS = 25  # of each writer
HESITATION = 0.02  # seconds at most between two statements of a transaction
GLANCE = 0.005  # seconds between two queries of the reader
REGRETS = 0.3  # share of the transactions, and of the savepoints in them, that are rolled back


def write_in_parallel(writers: int, seed: int) -> None:
    """Print the events that each writer committed, and all that a reader saw meanwhile."""
    fork = multiprocessing.get_context("fork")  # no database connection is open yet that a fork would share
    done = fork.Event()
    watcher = fork.Process(target=watch, args=(done,))
    processes = [fork.Process(target=write, args=(number, Random(seed + number))) for number in range(writers)]
    for process in (watcher, *processes):
        process.start()
    for process in processes:
        process.join()
    done.set()
    watcher.join()
    if any(process.exitcode for process in (watcher, *processes)):
        raise SystemExit("One of the writers, or the reader, came to grief.")


def write(writer: int, rng: Random) -> None:
    for number in range(TRANSACTIONS):
        committed = list(write_once(f"{writer}.{number}", rng))
        report(writer=writer, committed=committed)


def write_once(name: str, rng: Random) -> Iterator[str]:
    """One transaction with a savepoint in it; yields the events that it committed."""
    regrets = rng.random() < REGRETS, rng.random() < REGRETS
    with transaction.atomic():
        say(f"{name} outer")
        time.sleep(rng.uniform(0, HESITATION))
        with transaction.atomic():
            say(f"{name} inner")
            transaction.set_rollback(regrets[1])
        time.sleep(rng.uniform(0, HESITATION))
        transaction.set_rollback(regrets[0])
    if not regrets[0]:
        yield f"{name} outer"
        if not regrets[1]:
            yield f"{name} inner"


def say(message: str) -> None:
    record(compose("prueba", message, {}, audience="everyone"))


def watch(done: Event) -> None:
    """Observe the log. Each query is one statement, so one snapshot: if the newest number is N, there must be N of
    them.
    """
    while not done.is_set():
        look = Notification.objects.exclude(seq=None).aggregate(amount=Count("seq"), newest=Max("seq"))
        report(amount=look["amount"], newest=look["newest"] or 0)
        time.sleep(GLANCE)


def report(**facts: Any) -> None:
    """Print in one write, so that the lines of several processes do not mix."""
    sys.stdout.write(json.dumps(facts) + "\n")
    sys.stdout.flush()
