"""The clients of `POST /notify`, for threads and for asyncio. An idempotency key makes their retries safe."""

import asyncio
import time
import uuid
from collections.abc import Iterable, Sequence
from types import TracebackType
from typing import Any, NotRequired, Self, TypedDict

import httpx

from .retries import RETRIES, Answer, Outcome, Retries, retries

TIMEOUT = 10.0  # seconds for each step of an attempt: to connect, to write, to read
UNREACHABLE = (httpx.TimeoutException, httpx.NetworkError, httpx.RemoteProtocolError)

Data = dict[str, Any]  # a JSON object


class Publication(TypedDict):
    """A notification as `publish_all` takes it and as it is sent."""

    type: str
    message: str
    data: NotRequired[Data]
    audience: NotRequired[str | Sequence[str]]
    level: NotRequired[str]


class Client:
    """For threads and scripts; `AsyncClient` is the same for asyncio.

    `url` is the address of the deployment, `key` that of a publisher, `timeout` in seconds for each step of an attempt.
    """

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
        data: Data | None = None,
        *,
        audience: str | Sequence[str] | None = None,
        level: str | None = None,
        idempotency_key: str | None = None,
    ) -> str:
        """Return the id of the notification. Raises Rejected or Unavailable."""
        body = publication(type, message, data, audience, level)
        return self._post(body, idempotency_key)["id"]

    def publish_all(self, publications: Iterable[Publication], *, idempotency_key: str | None = None) -> list[str]:
        """Publish all or none, and return their ids in order. Raises Rejected or Unavailable."""
        return self._post(list(publications), idempotency_key)["ids"]

    def close(self) -> None:
        self._http.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _post(self, body: Publication | list[Publication], idempotency_key: str | None) -> Answer:
        request, delays = prepare(self._http, body, idempotency_key, self._retries)
        try:
            wait = next(delays)
            while True:
                time.sleep(wait)
                wait = delays.send(self._try(request))
        except StopIteration as done:
            answer: Answer = done.value
            return answer

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
        data: Data | None = None,
        *,
        audience: str | Sequence[str] | None = None,
        level: str | None = None,
        idempotency_key: str | None = None,
    ) -> str:
        """Return the id of the notification. Raises Rejected or Unavailable."""
        body = publication(type, message, data, audience, level)
        return (await self._post(body, idempotency_key))["id"]

    async def publish_all(
        self, publications: Iterable[Publication], *, idempotency_key: str | None = None
    ) -> list[str]:
        """Publish all or none, and return their ids in order. Raises Rejected or Unavailable."""
        return (await self._post(list(publications), idempotency_key))["ids"]

    async def aclose(self) -> None:
        await self._http.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.aclose()

    async def _post(self, body: Publication | list[Publication], idempotency_key: str | None) -> Answer:
        request, delays = prepare(self._http, body, idempotency_key, self._retries)
        try:
            wait = next(delays)
            while True:
                await asyncio.sleep(wait)
                wait = delays.send(await self._try(request))
        except StopIteration as done:
            answer: Answer = done.value
            return answer

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
    data: Data | None,
    audience: str | Sequence[str] | None,
    level: str | None,
) -> Publication:
    body = Publication(type=type, message=message, data={} if data is None else data)
    if audience is not None:
        body["audience"] = audience
    if level is not None:
        body["level"] = level
    return body


def prepare(
    http: httpx.Client | httpx.AsyncClient,
    body: Publication | list[Publication],
    idempotency_key: str | None,
    limit: int,
) -> tuple[httpx.Request, Retries]:
    """The request, which is the same for every attempt, and the delays before its attempts."""
    key = idempotency_key or str(uuid.uuid4())
    request = http.build_request("POST", "/notify", json=body, headers={"Idempotency-Key": key})
    return request, retries(key, limit)
