"""Limit the rate of each caller of `POST /notify`, so that one caller's endless loop does not slow the others."""

import threading
import time
from collections.abc import Callable
from typing import cast

from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle
from rest_framework.views import APIView

from notifications import conf

from .authentication import Caller

BURST = 2.0  # seconds' worth of requests that a caller may make at once after a pause

#: The setting of the rate by the kind of caller.
RATES = {"publisher": "PUBLISHER_RATE", "staff": "STAFF_RATE"}


class Buckets:
    """A token bucket for each caller in this process, held as one number: the time until which its tokens are spent.

    Buckets are never removed: there are as many callers as keys and members of the staff.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._spent_until: dict[str, float] = {}
        self._lock = threading.Lock()

    def take(self, caller: str, rate: float) -> float:
        """Take a token and return 0, or return the seconds until there is one. `rate` is in tokens per second."""
        now = self._clock()
        with self._lock:
            spent_until = max(self._spent_until.get(caller, now), now) + 1 / rate
            wait = spent_until - now - BURST
            if wait <= 0:
                self._spent_until[caller] = spent_until
        return max(wait, 0.0)


buckets = Buckets()


class PublishingThrottle(BaseThrottle):
    """Runs after the permissions, so `request.auth` is a Caller."""

    def allow_request(self, request: Request, view: APIView) -> bool:
        caller = cast(Caller, request.auth)
        self._wait = buckets.take(str(caller), getattr(conf.active, RATES[caller.kind]))
        return not self._wait

    def wait(self) -> float:
        return self._wait
