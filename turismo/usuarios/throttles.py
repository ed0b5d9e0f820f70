"""Slow down guessing of passwords."""

from typing import Any

from rest_framework.request import Request
from rest_framework.throttling import SimpleRateThrottle


class SesionesFallidas(SimpleRateThrottle):
    """Count failed logins by address, instead of requests."""

    scope = "sesion_fallida"

    def get_cache_key(self, request: Request, view: Any) -> str:
        return self.cache_format % {"scope": self.scope, "ident": self.get_ident(request)}

    def throttle_success(self) -> bool:
        return True

    def anotar(self, request: Request) -> None:
        key = self.get_cache_key(request, None)
        self.cache.set(key, [self.timer(), *self.cache.get(key, [])], self.duration)  # type: ignore[attr-defined]
