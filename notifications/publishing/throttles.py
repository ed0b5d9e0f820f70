"""Bound how often one caller may publish, so that somebody's endless loop is not everybody's."""

import threading
import time
from collections.abc import Callable
from typing import Any, cast

from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from notifications import conf

from .keys import Caller

SAVINGS = 2.0  # seconds' worth of requests that a quiet caller may make at once

# What a project sets for each kind of caller.
RATES = {"publisher": "PUBLISHER_RATE", "staff": "STAFF_RATE"}


class Buckets:
    """A token bucket for each caller, told by one number: the time until which its tokens are spent.

    It counts what this process sees. Callers are as many as there are keys and staff, so nobody tidies up.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._spent_until: dict[str, float] = {}
        self._lock = threading.Lock()

    def take(self, caller: str, rate: float) -> float:
        """Takes a token and returns 0, or returns the seconds until there is one."""
        now = self._clock()
        with self._lock:
            spent_until = max(self._spent_until.get(caller, now), now) + 1 / rate
            wait = spent_until - now - SAVINGS
            if wait <= 0:
                self._spent_until[caller] = spent_until
        return max(wait, 0.0)


buckets = Buckets()


class PublishingThrottle(BaseThrottle):
    """Comes after the permissions, so there is a caller."""

    def allow_request(self, request: Request, view: Any) -> bool:
        caller = cast(Caller, request.auth)
        self._wait = buckets.take(str(caller), rate_of(caller))
        return not self._wait

    def wait(self) -> float:
        return self._wait


def rate_of(caller: Caller) -> float:
    return float(getattr(conf.active, RATES[caller.kind]))
