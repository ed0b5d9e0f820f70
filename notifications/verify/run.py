"""One verification: publish canaries on every road of a running deployment, and count them at the clients."""

import asyncio
import secrets
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import AsyncExitStack, contextmanager

from channels.db import database_sync_to_async
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from notifications.audiences import Audience
from notifications.client import AsyncClient, NotSent
from notifications.drafts import Draft
from notifications.live.handshake import session_store
from notifications.models import Receipt
from notifications.outbox import record
from notifications.publishing.authentication import Caller
from notifications.publishing.compose import compose
from notifications.publishing.keys import issue

from .canaries import TYPE, Canary, Road, Row, Sighting, Verdict
from .listener import Frame, Listener

QUIET = 10.0  # seconds without a new canary, after which the missing ones count as lost
SESSION_AGE = 3600  # seconds; ends the session that a killed command leaves behind

Canaries = Sequence[Canary]


@contextmanager
def temporary_session(user: AbstractBaseUser) -> Iterator[str]:
    """The cookie of a new session of `user`. It is made without `login()`, whose signal would record an event."""
    session = session_store()()
    session[SESSION_KEY] = user._meta.pk.value_to_string(user)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.set_expiry(SESSION_AGE)
    session.create()
    try:
        yield f"{settings.SESSION_COOKIE_NAME}={session.session_key}"
    finally:
        session.delete()


@contextmanager
def temporary_key() -> Iterator[str]:
    """The key of a new publisher that may publish canaries only, and may choose their audience."""
    publisher, key = issue(f"verify_notifications {secrets.token_hex(4)}", types=[TYPE], may_address=True)
    try:
        yield key
    finally:
        Receipt.objects.filter(caller=str(Caller.publisher(publisher))).delete()
        publisher.delete()


class Verification:
    """One run: `clients` listeners stay connected, one more drops in the middle and resumes."""

    def __init__(self, url: str, audience: Audience, watch: Callable[[], object]) -> None:
        self.errors: list[str] = []
        self._run = secrets.token_hex(4)
        self._url = url
        self._audience = audience
        self._watch = watch  # called for every canary that a client receives
        self._sent: dict[Canary, float] = {}
        self._doubtful: set[Canary] = set()  # the server's answer is missing, so they may have been sent or not
        self._rolled_back = 0
        self._failed: set[Road] = set()
        self._received: list[list[Sighting]] = []
        self._arrival = asyncio.Event()

    async def run(self, cookie: str, key: str, *, count: int, clients: int) -> list[Row]:
        numbers = range(1, count + 1)
        third = count // 3
        async with AsyncExitStack() as stack:
            publisher = await stack.enter_async_context(AsyncClient(self._url, key))
            *staying, resuming = [await stack.enter_async_context(self._listener(cookie)) for _ in range(clients + 1)]
            await self._send(publisher, numbers[:third])
            resuming.drop()
            await self._send(publisher, numbers[third : 2 * third])
            resuming.resume()  # the replay of the missed canaries meets the new ones
            await self._send(publisher, numbers[2 * third :])
            await self._wait_for_all()
            await asyncio.gather(*(listener.catch_up() for listener in (*staying, resuming)))
        return self._rows()

    # --- Send ----------------------------------------------------------------------------------------

    async def _send(self, publisher: AsyncClient, numbers: Sequence[int]) -> None:
        roads: dict[Road, Callable[[Canaries], Awaitable[None]]] = {
            Road.SINGLE: lambda canaries: self._publish_each(publisher, canaries),
            Road.BATCH: lambda canaries: self._publish_all(publisher, canaries),
            Road.ROLLED_BACK: self._record_and_roll_back,
            Road.PROCESS: self._record_each,  # last: it would number a row that the roll-back left
        }
        for road, send in roads.items():
            if road not in self._failed:
                await self._try(road, send, [Canary(self._run, road, number) for number in numbers])

    async def _try(self, road: Road, send: Callable[[Canaries], Awaitable[None]], canaries: Canaries) -> None:
        try:
            await send(canaries)
        except NotSent as error:
            self._failed.add(road)
            self.errors.append(f"{road}: {error}")

    async def _publish_each(self, publisher: AsyncClient, canaries: Canaries) -> None:
        for canary in canaries:
            with self._sending(canary):
                await publisher.publish(**canary.publication(self._audience))

    async def _publish_all(self, publisher: AsyncClient, canaries: Canaries) -> None:
        with self._sending(*canaries):
            await publisher.publish_all(canary.publication(self._audience) for canary in canaries)

    async def _record_each(self, canaries: Canaries) -> None:
        for canary in canaries:
            with self._sending(canary):
                await database_sync_to_async(record)(self._draft(canary))

    async def _record_and_roll_back(self, canaries: Canaries) -> None:
        self._rolled_back += len(canaries)
        await database_sync_to_async(roll_back)([self._draft(canary) for canary in canaries])

    def _draft(self, canary: Canary) -> Draft:
        return compose(**canary.publication(self._audience))

    @contextmanager
    def _sending(self, *canaries: Canary) -> Iterator[None]:
        self._sent |= dict.fromkeys(canaries, time.monotonic())
        try:
            yield
        except NotSent:
            self._doubtful.update(canaries)
            for canary in canaries:
                del self._sent[canary]
            raise

    # --- Receive -------------------------------------------------------------------------------------

    def _listener(self, cookie: str) -> Listener:
        received: list[Sighting] = []
        self._received.append(received)

        def on_event(frame: Frame) -> None:
            canary = Canary.of(frame, self._run)
            if canary:
                received.append(Sighting(canary, time.monotonic()))
                self._watch()
                self._arrival.set()

        return Listener(self._url, cookie, on_event, self.errors.append)

    async def _wait_for_all(self) -> None:
        while any(self._is_incomplete(received) for received in self._received):
            self._arrival.clear()
            try:
                async with asyncio.timeout(QUIET):
                    await self._arrival.wait()
            except TimeoutError:
                return

    def _is_incomplete(self, received: Sequence[Sighting]) -> bool:
        return len(received) < len(self._sent) or bool(self._sent.keys() - {sighting.canary for sighting in received})

    def _rows(self) -> list[Row]:
        *staying, resuming = [
            Verdict.on(self._sent, [sighting for sighting in received if sighting.canary not in self._doubtful])
            for received in self._received
        ]
        return [
            *(self._row(road, staying) for road in Road),
            Row.of("all, dropped and resumed", len(self._sent), len(self._sent), [resuming]),
        ]

    def _row(self, road: Road, verdicts: Sequence[Verdict]) -> Row:
        due = sum(canary.road is road for canary in self._sent)
        sent = self._rolled_back if road is Road.ROLLED_BACK else due
        return Row.of(road, sent, due * len(verdicts), [verdict.down(road) for verdict in verdicts])


def roll_back(drafts: Sequence[Draft]) -> None:
    with transaction.atomic():
        record(*drafts)
        transaction.set_rollback(True)
