"""A WebSocket client that behaves like a browser: it reconnects whenever the socket closes, and resumes."""

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

ANSWER_TIMEOUT = 10.0  # seconds for a handshake, the first "sync", or a ping with the reconnection before it
RECONNECT_DELAY = 0.2, 1.0  # seconds between two attempts to reconnect, at least and at most

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
    """No WebSocket of ours answers at this address. The message has the cause."""


class Listener:
    """Receive inside the context. `on_event` gets each event, `on_error` a sentence for each fault."""

    def __init__(
        self, url: str, cookie: str, on_event: Callable[[Frame], None], on_error: Callable[[str], None]
    ) -> None:
        self._address = urlsplit(url)
        self._cookie = cookie
        self._on_event = on_event
        self._on_error = on_error
        self._cursor = ""
        self._synced = asyncio.Event()
        self._ponged = asyncio.Event()
        self._may_connect = asyncio.Event()
        self._may_connect.set()

    async def __aenter__(self) -> Self:
        try:
            self._socket = await self._connect()
        except (OSError, InvalidHandshake) as error:
            raise Unreachable(self._describe(error)) from error
        self._task = asyncio.create_task(self._follow())
        try:
            async with asyncio.timeout(ANSWER_TIMEOUT):
                await self._synced.wait()
        except TimeoutError as error:
            await self.__aexit__(None, None, None)
            raise Unreachable(f"{self._url} accepts the connection but sends no “sync”.") from error
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._task.cancel()
        [ended] = await asyncio.gather(self._task, return_exceptions=True)
        if isinstance(ended, Exception):
            self._on_error(f"{self._url} sent a frame that breaks the contract: {ended!r}")
        await self._socket.close()

    def drop(self) -> None:
        """Abort the connection without a closing handshake, as a lost network does. Frames in flight are lost."""
        self._may_connect.clear()
        self._synced.clear()
        self._socket.transport.abort()

    def resume(self) -> None:
        self._may_connect.set()

    async def catch_up(self) -> None:
        """Return when every event that the server had sent before this call has been received."""
        self._ponged.clear()
        try:
            async with asyncio.timeout(ANSWER_TIMEOUT):
                await self._synced.wait()
                await self._socket.send(json.dumps({"control": "ping"}))
                await self._ponged.wait()
        except (TimeoutError, ConnectionClosed):
            self._on_error(f"{self._url} did not answer a ping in {ANSWER_TIMEOUT:.0f} s.")

    @property
    def _url(self) -> str:
        scheme = {"http": "ws", "https": "wss"}[self._address.scheme]
        return f"{scheme}://{self._address.netloc}/ws"

    async def _connect(self) -> ClientConnection:
        return await connect(
            f"{self._url}?{urlencode({'cursor': self._cursor})}",
            # Optional for programs. With it, the handshake is checked like that of a page of this deployment.
            origin=Origin(f"{self._address.scheme}://{self._address.netloc}"),
            additional_headers={"Cookie": self._cookie},
            open_timeout=ANSWER_TIMEOUT,
        )

    async def _follow(self) -> None:
        while True:
            try:
                while True:
                    self._receive(json.loads(await self._socket.recv()))
            except ConnectionClosed:
                code = self._socket.close_code
            if code in FINAL:
                self._on_error(f"{self._url} closed a socket with {code}.")
                return
            self._synced.clear()
            await self._may_connect.wait()
            await self._reconnect()

    async def _reconnect(self) -> None:
        while True:
            try:
                self._socket = await self._connect()
                return
            except (OSError, InvalidHandshake):
                await asyncio.sleep(random.uniform(*RECONNECT_DELAY))

    def _receive(self, frame: Frame) -> None:
        match frame.get("control"):
            case None:
                self._cursor = frame["id"]
                self._on_event(frame)
            case "sync":
                if not frame["recovered"]:
                    self._on_error("A client that resumed was told that the events it had missed are not kept.")
                self._cursor = frame["cursor"]
                self._synced.set()
            case "pong":
                self._ponged.set()

    def _describe(self, error: Exception) -> str:
        match error:
            case InvalidStatus(response=response):
                hint = REFUSALS.get(response.status_code, "expected 101")
                return f"{self._url} answered {response.status_code} {response.reason_phrase}: {hint}."
            case TimeoutError():
                return f"{self._url} did not answer in {ANSWER_TIMEOUT:.0f} s."
            case OSError():
                return f"{self._url} does not answer: {error}."
        return f"{self._url} answers, but not as a WebSocket: {error}."
