"""Publish from another Python back end: `POST /notify` over HTTP, with retries that never say anything twice.

    with Client("https://example.com", key="nk_…") as notifications:
        notifications.publish("usuario_registrado", "Nuevo usuario: Juan", {"userId": "123"})

Needs httpx and nothing else of this project, not even Django.
"""

import asyncio
import time
import uuid
from collections.abc import Iterable, Sequence
from types import TracebackType
from typing import Any, NotRequired, Self, TypedDict

import httpx

from .retries import RETRIES, Answer, Attempts, NotSent, Outcome, Rejected, Unavailable, plan

__all__ = ["AsyncClient", "Client", "NotSent", "Publication", "Rejected", "Unavailable"]

TIMEOUT = 10.0  # seconds for each step of an attempt: to connect, to write, to read
UNREACHABLE = (httpx.TimeoutException, httpx.NetworkError, httpx.RemoteProtocolError)


class Publication(TypedDict):
    """One of several notifications, as `publish_all` takes them and the wire has them."""

    type: str
    message: str
    data: NotRequired[dict[str, Any]]
    audience: NotRequired[str | Sequence[str]]
    level: NotRequired[str]


class Client:
    """For threads and scripts; `AsyncClient` is the same for asyncio."""

    def __init__(
        self,
        url: str,
        key: str,
        *,
        timeout: float = TIMEOUT,
        retries: int = RETRIES,
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        self._http = httpx.Client(base_url=url, headers=headers(key), timeout=timeout, transport=transport)
        self._retries = retries

    def publish(
        self,
        type: str,
        message: str,
        data: dict[str, Any] | None = None,
        *,
        audience: str | Sequence[str] | None = None,
        level: str | None = None,
        idempotency_key: str | None = None,
    ) -> str:
        """Returns the id of the notification. Raises Rejected or Unavailable."""
        body = publication(type, message, data, audience, level)
        return str(self._post(body, idempotency_key)["id"])

    def publish_all(self, publications: Iterable[Publication], *, idempotency_key: str | None = None) -> list[str]:
        """All or none; returns their ids, in order."""
        return list(self._post(list(publications), idempotency_key)["ids"])

    def close(self) -> None:
        self._http.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _post(self, body: Any, idempotency_key: str | None) -> Answer:
        request, attempts = prepare(self._http, body, idempotency_key, self._retries)
        try:
            wait = next(attempts)
            while True:
                time.sleep(wait)
                wait = attempts.send(self._try(request))
        except StopIteration as done:
            return done.value  # type: ignore[no-any-return]

    def _try(self, request: httpx.Request) -> Outcome:
        try:
            return self._http.send(request)
        except UNREACHABLE as error:
            return error


class AsyncClient:
    """`Client` for asyncio."""

    def __init__(
        self,
        url: str,
        key: str,
        *,
        timeout: float = TIMEOUT,
        retries: int = RETRIES,
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        self._http = httpx.AsyncClient(base_url=url, headers=headers(key), timeout=timeout, transport=transport)
        self._retries = retries

    async def publish(
        self,
        type: str,
        message: str,
        data: dict[str, Any] | None = None,
        *,
        audience: str | Sequence[str] | None = None,
        level: str | None = None,
        idempotency_key: str | None = None,
    ) -> str:
        """Returns the id of the notification. Raises Rejected or Unavailable."""
        body = publication(type, message, data, audience, level)
        return str((await self._post(body, idempotency_key))["id"])

    async def publish_all(
        self, publications: Iterable[Publication], *, idempotency_key: str | None = None
    ) -> list[str]:
        """All or none; returns their ids, in order."""
        return list((await self._post(list(publications), idempotency_key))["ids"])

    async def aclose(self) -> None:
        await self._http.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.aclose()

    async def _post(self, body: Any, idempotency_key: str | None) -> Answer:
        request, attempts = prepare(self._http, body, idempotency_key, self._retries)
        try:
            wait = next(attempts)
            while True:
                await asyncio.sleep(wait)
                wait = attempts.send(await self._try(request))
        except StopIteration as done:
            return done.value  # type: ignore[no-any-return]

    async def _try(self, request: httpx.Request) -> Outcome:
        try:
            return await self._http.send(request)
        except UNREACHABLE as error:
            return error


def headers(key: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {key}"}


def publication(
    type: str,
    message: str,
    data: dict[str, Any] | None,
    audience: str | Sequence[str] | None,
    level: str | None,
) -> Publication:
    said = Publication(type=type, message=message, data={} if data is None else data)
    if audience is not None:
        said["audience"] = audience
    if level is not None:
        said["level"] = level
    return said


def prepare(
    http: httpx.Client | httpx.AsyncClient, body: Any, idempotency_key: str | None, retries: int
) -> tuple[httpx.Request, Attempts]:
    """The request, which is the same for every attempt, and the `plan` of the attempts."""
    key = idempotency_key or str(uuid.uuid4())
    request = http.build_request("POST", "/notify", json=body, headers={"Idempotency-Key": key})
    return request, plan(key, retries)
