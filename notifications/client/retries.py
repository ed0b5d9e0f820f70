"""The half of the client that does no I/O: when to retry, and how to read the server's answer."""

import random
from collections.abc import Generator
from typing import TypedDict, cast

import httpx

RETRIES = 4
FIRST_DELAY = 0.25  # seconds before the first retry; each further one waits twice as long
LONGEST_DELAY = 8.0  # seconds before any retry
LONGEST_RETRY_AFTER = 60.0  # seconds; a server that asks for a longer delay counts as unavailable

RETRY_ON = frozenset({429, 502, 503, 504})  # status codes


class Answer(TypedDict, total=False):
    """The JSON object of a successful answer: `id` for one notification, `ids` for a list."""

    id: str
    ids: list[str]


Outcome = httpx.Response | httpx.TransportError
Retries = Generator[float, Outcome, Answer]


class NotSent(Exception):
    """The notification was not sent, as far as the client can know."""


class Rejected(NotSent):
    """The server refused the request; a retry would be refused too. `errors` has the reasons for each field."""

    def __init__(self, status: int, message: str, errors: dict[str, list[str]]) -> None:
        self.status = status
        self.errors = errors
        reasons = "".join(f" [{field}: {' '.join(why)}]" for field, why in errors.items())
        super().__init__(f"{status} {message}{reasons}")


class Unavailable(NotSent):
    """No usable answer after all retries.

    Publishing again with the same `idempotency_key` cannot send twice for two days: `prune_notifications` deletes
    older keys.
    """

    def __init__(self, reason: str, idempotency_key: str) -> None:
        self.idempotency_key = idempotency_key
        super().__init__(f"{reason} (idempotency key {idempotency_key})")


def retries(idempotency_key: str, limit: int = RETRIES) -> Retries:
    """Yield the delay in seconds before each attempt, receive its outcome; return the answer.

    Raises Rejected, or Unavailable after `limit` retries. It neither waits nor sends, so that both clients share it.
    """
    wait, reason = 0.0, ""
    for attempt in range(limit + 1):
        outcome = yield wait
        if isinstance(outcome, httpx.Response) and outcome.status_code not in RETRY_ON:
            return read(outcome, idempotency_key)
        wait, reason = delay(attempt, outcome), describe(outcome)
        if wait > LONGEST_RETRY_AFTER:
            break
    raise Unavailable(reason, idempotency_key)


def delay(attempt: int, outcome: Outcome) -> float:
    """Seconds: `Retry-After`, or twice as long each time. Random, so that clients do not retry in step."""
    asked = outcome.headers.get("Retry-After", "") if isinstance(outcome, httpx.Response) else ""
    if asked.isdecimal():
        return int(asked) + random.uniform(0, FIRST_DELAY)
    return float(min(FIRST_DELAY * 2**attempt, LONGEST_DELAY)) * random.uniform(0.5, 1)


def describe(outcome: Outcome) -> str:
    if isinstance(outcome, httpx.Response):
        return f"The server answered {outcome.status_code} {outcome.reason_phrase}"
    return f"The server did not answer: {outcome!r}"


def read(response: httpx.Response, idempotency_key: str) -> Answer:
    """The answer of a successful response. Raises Unavailable for a server's failure, otherwise Rejected."""
    try:
        answer = response.json()
    except ValueError:
        answer = None
    if response.is_success and isinstance(answer, dict):
        return cast(Answer, answer)
    if response.is_success or response.is_server_error:
        raise Unavailable(describe(response), idempotency_key)
    problem = answer if isinstance(answer, dict) else {}
    raise Rejected(response.status_code, problem.get("message", response.reason_phrase), problem.get("errors", {}))
