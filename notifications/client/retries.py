"""The half of `client.py` that does no I/O: when to ask again, and what to make of the answer."""

import random
from collections.abc import Generator
from typing import Any

import httpx

RETRIES = 4
PAUSE = 0.25, 8.0  # seconds before the first retry, doubled for each further one, and at most
PATIENCE = 60.0  # seconds; a server that asks for a longer pause is as good as away

BUSY = frozenset({429, 502, 503, 504})

Answer = dict[str, Any]
Outcome = httpx.Response | httpx.TransportError
Attempts = Generator[float, Outcome, Answer]


class NotSent(Exception):
    """The notification was not sent, as far as we can know."""


class Rejected(NotSent):
    """The server understood and said no; it would say no again. `errors` has the reasons of each field."""

    def __init__(self, status: int, message: str, errors: dict[str, list[str]]) -> None:
        self.status = status
        self.errors = errors
        reasons = "".join(f" [{field}: {' '.join(why)}]" for field, why in errors.items())
        super().__init__(f"{status} {message}{reasons}")


class Unavailable(NotSent):
    """No answer in spite of all retries; another attempt with the same `idempotency_key` is safe at any time."""

    def __init__(self, why: str, idempotency_key: str) -> None:
        self.idempotency_key = idempotency_key
        super().__init__(f"{why} (idempotency key {idempotency_key})")


def plan(idempotency_key: str, retries: int = RETRIES) -> Attempts:
    """Yields how long to wait before each attempt and is sent what came of it; returns the answer, or raises.

    It neither waits nor sends, so that both clients can follow it.
    """
    wait, why = 0.0, ""
    for attempt in range(retries + 1):
        outcome = yield wait
        if isinstance(outcome, httpx.Response) and outcome.status_code not in BUSY:
            return read(outcome, idempotency_key)
        wait, why = pause(attempt, outcome), describe(outcome)
        if wait > PATIENCE:
            break
    raise Unavailable(why, idempotency_key)


def pause(attempt: int, outcome: Outcome) -> float:
    """Twice as long each time, and never in step with the others who were refused at the same moment."""
    first, longest = PAUSE
    asked = outcome.headers.get("Retry-After", "") if isinstance(outcome, httpx.Response) else ""
    if asked.isdecimal():
        return int(asked) + random.uniform(0, first)
    return float(min(first * 2**attempt, longest)) * random.uniform(0.5, 1)


def describe(outcome: Outcome) -> str:
    if isinstance(outcome, httpx.Response):
        return f"The server answered {outcome.status_code} {outcome.reason_phrase}"
    return f"The server did not answer: {outcome!r}"


def read(response: httpx.Response, idempotency_key: str) -> Answer:
    try:
        answer = response.json()
    except ValueError:
        answer = None
    if response.is_success and isinstance(answer, dict):
        return answer
    if response.is_success or response.is_server_error:
        raise Unavailable(describe(response), idempotency_key)
    told = answer if isinstance(answer, dict) else {}
    raise Rejected(response.status_code, told.get("message", response.reason_phrase), told.get("errors", {}))
