"""Verify: canaries down every road against a running deployment, counted where a browser would be."""

import asyncio
import secrets
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import AsyncExitStack, contextmanager
from typing import Any

from channels.db import database_sync_to_async
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.db import transaction

from notifications.audiences import Audience
from notifications.client import AsyncClient, NotSent
from notifications.drafts import Draft
from notifications.live.sessions import session_store
from notifications.models import Receipt
from notifications.outbox import record
from notifications.publishing.compose import compose
from notifications.publishing.keys import Caller, issue

from .canaries import TYPE, Canary, Road, Row, Sighting, Verdict
from .listener import Frame, Listener

QUIET = 10.0  # seconds without news after which what is missing counts as lost
SESSION_AGE = 3600  # seconds; ends a session that a killed command could not take back

Canaries = Sequence[Canary]


@contextmanager
def temporary_session(user: Any) -> Iterator[str]:
    """The cookie of a session of `user`. Not by `login()`: that would announce that somebody has logged in."""
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
    """A publisher's key that may say nothing but canaries, to whom it chooses."""
    publisher, key = issue(f"verify_notifications {secrets.token_hex(4)}", types=[TYPE], may_address=True)
    try:
        yield key
    finally:
        Receipt.objects.filter(caller=str(Caller.publisher(publisher))).delete()
        publisher.delete()


class Verification:
    """One run: `clients` listeners stay, one more drops in the middle and resumes."""

    def __init__(self, url: str, audience: Audience, watch: Callable[[], Any]) -> None:
        self.troubles: list[str] = []
        self._run = secrets.token_hex(4)
        self._url = url
        self._audience = audience
        self._watch = watch  # called for every canary that is heard
        self._sent: dict[Canary, float] = {}
        self._doubtful: set[Canary] = set()  # the answer is missing, so nobody knows whether they were sent
        self._rolled_back = 0
        self._closed: set[Road] = set()
        self._heard: list[list[Sighting]] = []
        self._news = asyncio.Event()

    async def run(self, cookie: str, key: str, *, count: int, clients: int) -> list[Row]:
        numbers = range(1, count + 1)
        third = count // 3
        async with AsyncExitStack() as stack:
            publisher = await stack.enter_async_context(AsyncClient(self._url, key))
            *stayers, wanderer = [await stack.enter_async_context(self._listener(cookie)) for _ in range(clients + 1)]
            await self._send(publisher, numbers[:third])
            wanderer.drop()
            await self._send(publisher, numbers[third : 2 * third])
            wanderer.come_back()  # what it missed and what happens now come together
            await self._send(publisher, numbers[2 * third :])
            await self._wait_for_all()
            await asyncio.gather(*(listener.catch_up() for listener in (*stayers, wanderer)))
        return self._rows()

    # --- Send ----------------------------------------------------------------------------------------

    async def _send(self, publisher: AsyncClient, numbers: Sequence[int]) -> None:
        roads: dict[Road, Callable[[Canaries], Awaitable[None]]] = {
            Road.SINGLE: lambda canaries: self._publish_each(publisher, canaries),
            Road.BATCH: lambda canaries: self._publish_all(publisher, canaries),
            Road.ROLLED_BACK: self._record_and_roll_back,
            Road.PROCESS: self._record_each,  # last, so that it numbers what should not be there
        }
        for road, send in roads.items():
            if road not in self._closed:
                await self._try(road, send, [Canary(self._run, road, number) for number in numbers])

    async def _try(self, road: Road, send: Callable[[Canaries], Awaitable[None]], canaries: Canaries) -> None:
        try:
            await send(canaries)
        except NotSent as error:
            self._closed.add(road)
            self.troubles.append(f"{road}: {error}")

    async def _publish_each(self, publisher: AsyncClient, canaries: Canaries) -> None:
        for canary in canaries:
            with self._sending(canary):
                said = canary.publication(self._audience)
                await publisher.publish(
                    said["type"], said["message"], said["data"], audience=said["audience"], level=said["level"]
                )

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

    # --- Hear ----------------------------------------------------------------------------------------

    def _listener(self, cookie: str) -> Listener:
        heard: list[Sighting] = []
        self._heard.append(heard)

        def take(frame: Frame) -> None:
            canary = Canary.of(frame, self._run)
            if canary:
                heard.append(Sighting(canary, time.monotonic()))
                self._watch()
                self._news.set()

        return Listener(self._url, cookie, take, self.troubles.append)

    async def _wait_for_all(self) -> None:
        while any(self._is_short(heard) for heard in self._heard):
            self._news.clear()
            try:
                async with asyncio.timeout(QUIET):
                    await self._news.wait()
            except TimeoutError:
                return

    def _is_short(self, heard: Sequence[Sighting]) -> bool:
        return len(heard) < len(self._sent) or bool(self._sent.keys() - {sighting.canary for sighting in heard})

    def _rows(self) -> list[Row]:
        *stayers, wanderer = [
            Verdict.on(self._sent, [sighting for sighting in heard if sighting.canary not in self._doubtful])
            for heard in self._heard
        ]
        return [
            *(self._row(road, stayers) for road in Road),
            Row.of("all, dropped and resumed", len(self._sent), len(self._sent), [wanderer]),
        ]

    def _row(self, road: Road, verdicts: Sequence[Verdict]) -> Row:
        due = sum(canary.road is road for canary in self._sent)
        sent = self._rolled_back if road is Road.ROLLED_BACK else due
        return Row.of(road, sent, due * len(verdicts), [verdict.down(road) for verdict in verdicts])


def roll_back(drafts: Sequence[Draft]) -> None:
    with transaction.atomic():
        record(*drafts)
        transaction.set_rollback(True)
