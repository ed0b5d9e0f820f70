"""Listen to a deployment from outside, as a browser does: come back whenever the socket closes, and resume."""

import asyncio
import json
import random
from collections.abc import Callable
from http import HTTPStatus
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlencode, urlsplit

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake, InvalidStatus
from websockets.typing import Origin

from notifications.live.close_codes import Close

PATIENCE = 10.0  # seconds for a handshake, an answer, or a place to come back to
PAUSE = 0.2, 1.0  # seconds between two attempts to come back

FINAL = {Close.MALFORMED, Close.SESSION_OVER, Close.NOT_ALLOWED}

Frame = dict[str, Any]

REFUSALS: dict[int, str] = {
    HTTPStatus.BAD_REQUEST: "ALLOWED_HOSTS must name its host",
    HTTPStatus.FORBIDDEN: "ALLOWED_HOSTS must name its host, and a proxy must pass on the Host header",
    HTTPStatus.NOT_FOUND: "nothing there serves WebSockets",
    HTTPStatus.TOO_MANY_REQUESTS: "too many connections come from this address",
    HTTPStatus.BAD_GATEWAY: "the proxy reaches no process of it",
    HTTPStatus.SERVICE_UNAVAILABLE: "it is overloaded, or about to stop",
}


class Unreachable(Exception):
    """There is nobody to listen to at this address; says why."""


class Listener:
    """Inside the context it listens; `take` is given each event, `complain` a sentence for each broken promise."""

    def __init__(self, url: str, cookie: str, take: Callable[[Frame], None], complain: Callable[[str], None]) -> None:
        self._address = urlsplit(url)
        self._cookie = cookie
        self._take = take
        self._complain = complain
        self._cursor = ""
        self._joined = asyncio.Event()
        self._answered = asyncio.Event()
        self._wanted = asyncio.Event()
        self._wanted.set()

    async def __aenter__(self) -> Self:
        try:
            self._socket = await self._connect()
        except (OSError, InvalidHandshake) as error:
            raise Unreachable(self._why(error)) from error
        self._following = asyncio.create_task(self._follow())
        try:
            async with asyncio.timeout(PATIENCE):
                await self._joined.wait()
        except TimeoutError as error:
            await self.__aexit__(None, None, None)
            raise Unreachable(f"{self._url} lets us in, but never says “sync”.") from error
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._following.cancel()
        [ended] = await asyncio.gather(self._following, return_exceptions=True)
        if isinstance(ended, Exception):
            self._complain(f"{self._url} sent what the contract does not know: {ended!r}")
        await self._socket.close()

    def drop(self) -> None:
        """As when the train enters a tunnel: no goodbye, and whatever was on its way is lost."""
        self._wanted.clear()
        self._joined.clear()
        self._socket.transport.abort()

    def come_back(self) -> None:
        self._wanted.set()

    async def catch_up(self) -> None:
        """Returns when all has been taken that the server had for us when this was called."""
        self._answered.clear()
        try:
            async with asyncio.timeout(PATIENCE):
                await self._joined.wait()
                await self._socket.send(json.dumps({"control": "ping"}))
                await self._answered.wait()
        except (TimeoutError, ConnectionClosed):
            self._complain(f"{self._url} did not answer a ping in {PATIENCE:.0f} s.")

    @property
    def _url(self) -> str:
        scheme = {"http": "ws", "https": "wss"}[self._address.scheme]
        return f"{scheme}://{self._address.netloc}/ws"

    async def _connect(self) -> ClientConnection:
        return await connect(
            f"{self._url}?{urlencode({'cursor': self._cursor})}",
            # Programs need none. With it, the address is asked for as it is by the pages that come from there.
            origin=Origin(f"{self._address.scheme}://{self._address.netloc}"),
            additional_headers={"Cookie": self._cookie},
            open_timeout=PATIENCE,
        )

    async def _follow(self) -> None:
        while True:
            try:
                while True:
                    self._hear(json.loads(await self._socket.recv()))
            except ConnectionClosed:
                code = self._socket.close_code
            if code in FINAL:
                self._complain(f"{self._url} closed a socket with {code}.")
                return
            self._joined.clear()
            await self._wanted.wait()
            await self._reconnect()

    async def _reconnect(self) -> None:
        while True:
            try:
                self._socket = await self._connect()
                return
            except (OSError, InvalidHandshake):
                await asyncio.sleep(random.uniform(*PAUSE))

    def _hear(self, frame: Frame) -> None:
        match frame.get("control"):
            case None:
                self._cursor = frame["id"]
                self._take(frame)
            case "sync":
                if not frame["recovered"]:
                    self._complain("A client that came back was told that what it had missed is not kept.")
                self._cursor = frame["cursor"]
                self._joined.set()
            case "pong":
                self._answered.set()

    def _why(self, error: Exception) -> str:
        match error:
            case InvalidStatus(response=response):
                hint = REFUSALS.get(response.status_code, "expected 101")
                return f"{self._url} answered {response.status_code} {response.reason_phrase}: {hint}."
            case TimeoutError():
                return f"{self._url} did not answer in {PATIENCE:.0f} s."
            case OSError():
                return f"{self._url} does not answer: {error}."
        return f"What answers at {self._url} does not speak WebSocket: {error}."
