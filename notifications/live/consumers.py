"""Push: one browser's connection to `/ws`, from the handshake to whichever end it comes to."""

import logging
import time
from typing import Any, Literal
from urllib.parse import parse_qs

import msgspec
from channels.consumer import get_handler_name
from channels.generic.websocket import AsyncWebsocketConsumer

from notifications.audiences import Audience
from notifications.log.frames import control_frame
from notifications.servers.base import Text, socket_of

from .close_codes import Close
from .connection import Connection
from .hub import Hub
from .sessions import recognise

logger = logging.getLogger(__name__)

CONNECTIONS = 50  # of one user, in one process
FRAMES = 20  # that a client may send at once; then one a second


class Request(msgspec.Struct):
    """All that a client may say: it asks whether somebody is still there."""

    control: Literal["ping"]


class NotificationConsumer(AsyncWebsocketConsumer):
    """Listens only: events come from the hub, which joins the broadcast group once for all connections."""

    # Not configured, so Channels gives the connection no channel, no task and no subscription of its own.
    channel_layer_alias = "none: the hub has one for all"

    def __init__(self) -> None:
        super().__init__()
        self.connection: Connection | None = None
        self.allowance = Allowance(FRAMES)

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Channels' own makes a task of each message, to wait for those of a channel as well, and we have none."""
        self.scope, self.base_send = scope, send
        try:
            while (message := await receive())["type"] != "websocket.disconnect":
                await self.dispatch(message)
        finally:  # also where a handler fails or the server is shut down
            if self.connection:
                self.connection.abandon()
                Hub.current().leave(self.connection)

    async def dispatch(self, message: Any) -> None:
        """Channels' own visits a thread before each frame to tidy up database connections; there are none here."""
        await getattr(self, get_handler_name(message))(message)

    async def connect(self) -> None:
        hub = Hub.current()
        if hub.is_draining:
            await self.decline()
            return
        try:
            visitor = await recognise(self.scope)
            await self.accept()
            cursor = self.cursor()
            self.connection = Connection(socket_of(self.base_send), visitor, resumes=cursor is not None)
            if visitor.is_known and hub.connections_of(Audience.user(visitor.user_pk)) >= CONNECTIONS:
                self.connection.close(Close.TOO_MANY)
                return
            await hub.join(self.connection, cursor)
        except Exception:
            logger.exception("A connection could not begin.")
            if self.connection is None:
                await self.close()
            else:
                self.connection.close(Close.TRY_LATER)

    async def decline(self) -> None:
        """Before the handshake: a proxy that hears 503 asks another process. On daphne it can only be 403."""
        if "websocket.http.response" in self.scope.get("extensions", {}):
            await self.base_send({"type": "websocket.http.response.start", "status": 503, "headers": []})
            await self.base_send({"type": "websocket.http.response.body", "body": b""})
        else:
            await self.close()

    def cursor(self) -> str | None:
        """None: a plain connection, as in `new WebSocket("/ws")`, which gets events and nothing else."""
        if not self.scope["query_string"]:
            return None
        query = parse_qs(self.scope["query_string"].decode("latin1"), keep_blank_values=True)
        return query["cursor"][-1] if "cursor" in query else None

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        if self.connection is None:
            return
        if not self.allowance.take():
            self.connection.close(Close.TOO_MANY)
            return
        try:
            msgspec.json.decode(text_data if text_data is not None else bytes_data or b"", type=Request)
        except (msgspec.MsgspecError, UnicodeError, RecursionError) as fault:
            self.refuse(self.connection, f'Expected {{"control": "ping"}}: {fault}')
        else:
            pong = control_frame("pong", cursor=Hub.current().follower.position)
            self.connection.push(Text(pong))

    def refuse(self, connection: Connection, why: str) -> None:
        if connection.resumes:
            connection.push(Text(control_frame("error", code="malformed", message=why)))
        connection.close(Close.MALFORMED)


class Allowance:
    """A bucket of `burst` tokens, refilled with one a second."""

    def __init__(self, burst: int) -> None:
        self._burst = burst
        self._left = float(burst)
        self._at = time.monotonic()

    def take(self) -> bool:
        now = time.monotonic()
        self._left = min(self._burst, self._left + now - self._at)
        self._at = now
        if self._left < 1:
            return False
        self._left -= 1
        return True
