"""The Channels consumer of `/ws`: one browser's connection, from the handshake to its end."""

import logging
import time
from typing import Literal
from urllib.parse import parse_qs

import msgspec
from channels.consumer import get_handler_name
from channels.generic.websocket import AsyncWebsocketConsumer

from notifications.audiences import Audience
from notifications.log.frames import control_frame
from notifications.servers.base import Message, Receive, Scope, Send
from notifications.servers.detect import socket_of

from .close_codes import Close
from .connection import Connection, Payload
from .handshake import session_of
from .hub import Hub

logger = logging.getLogger(__name__)

CONNECTIONS = 50  # of one user, in one process
REQUESTS = 20  # messages that a client may send at once; then one a second


class Request(msgspec.Struct):
    """The one message that a client may send: it asks for a sign of life."""

    control: Literal["ping"]


class NotificationConsumer(AsyncWebsocketConsumer):
    """Authenticates a connection and joins it to the hub, which pushes the events."""

    # An alias that is not configured: Channels then creates no channel, no task and no subscription per connection.
    channel_layer_alias = "none: the hub has one subscription for all"

    def __init__(self) -> None:
        super().__init__()
        self.connection: Connection | None = None
        self.allowance = Allowance(REQUESTS)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Receive without the task per message that Channels creates to wait for a channel as well."""
        self.scope, self.base_send = scope, send
        try:
            while (message := await receive())["type"] != "websocket.disconnect":
                await self.dispatch(message)
        finally:  # also after an error in a handler, and when the server is stopped
            if self.connection:
                self.connection.abandon()
                Hub.current().leave(self.connection)

    async def dispatch(self, message: Message) -> None:
        """Call the handler without the thread hop that Channels makes to close old database connections."""
        await getattr(self, get_handler_name(message))(message)

    async def connect(self) -> None:
        hub = Hub.current()
        if hub.is_draining:
            await self.decline()
            return
        try:
            session = await session_of(self.scope)
            await self.accept()
            cursor = self.cursor()
            self.connection = Connection(socket_of(self.base_send), session, resumes=cursor is not None)
            if session.user_pk is not None and hub.connections_of(Audience.user(session.user_pk)) >= CONNECTIONS:
                self.connection.close(Close.TOO_MANY)
                return
            await hub.join(self.connection, cursor)
        except Exception:
            logger.exception("A connection could not be opened.")
            if self.connection is None:
                await self.close()
            else:
                self.connection.close(Close.TRY_LATER)

    async def decline(self) -> None:
        """Answer the handshake with 503, so that a proxy tries another process; daphne can only answer 403."""
        if "websocket.http.response" in self.scope.get("extensions", {}):
            await self.base_send({"type": "websocket.http.response.start", "status": 503, "headers": []})
            await self.base_send({"type": "websocket.http.response.body", "body": b""})
        else:
            await self.close()

    def cursor(self) -> str | None:
        """The `cursor` parameter. None for a plain connection, which gets events and no control frames."""
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
            self.connection.push(Payload(control_frame("pong", cursor=Hub.current().cursor)))

    def refuse(self, connection: Connection, why: str) -> None:
        if connection.resumes:
            connection.push(Payload(control_frame("error", code="malformed", message=why)))
        connection.close(Close.MALFORMED)


class Allowance:
    """A token bucket of `burst` tokens, refilled with one a second."""

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
