"""A rolling restart behind nginx, under load: no request fails, no event is lost, and no client needs a reload."""

import asyncio
import signal
import time
from collections import Counter
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager

import httpx
import pytest

from deploy.parts import Web
from notifications.client import AsyncClient
from notifications.live.close_codes import Close
from tests.faults.keys import publisher_key
from tests.faults.ledger import Ledger
from tests.faults.listener import Listener, listening
from tests.faults.nginx import Balanced
from tests.faults.people import NOBODY, Person, invite
from tests.faults.publications import publications
from tests.waiting import auntil

pytestmark = [pytest.mark.nginx, pytest.mark.redis, pytest.mark.postgresql]

READERS, PUBLISHERS = 2, 2
PAUSE = 0.02  # seconds between two requests of one client
IN_TIME = 40  # seconds, after which systemd would kill it
SOME = 50  # requests after which the process is known to serve
SIGTERM = -signal.SIGTERM.value  # the exit code of a process that ends by it, as uvicorn does when its work is done


@pytest.fixture(scope="module")
def balanced() -> Iterator[Balanced]:
    with Balanced() as balanced:
        yield balanced


class Load:
    """Requests for pages, without retries, and publishers with retries under the same `Idempotency-Key`."""

    def __init__(self, balanced: Balanced, key: str, people: Sequence[Person], seed: int) -> None:
        self.answers: Counter[int | str] = Counter()
        self.said: list[str] = []
        self._balanced = balanced
        self._key = key
        self._publications = publications([person.pk for person in people if person.pk], seed)
        self._is_over = False

    @asynccontextmanager
    async def going_on(self) -> AsyncIterator[None]:
        works = [self._read() for _ in range(READERS)] + [self._publish() for _ in range(PUBLISHERS)]
        tasks = [asyncio.create_task(work) for work in works]
        try:
            yield
        finally:
            self._is_over = True
            await asyncio.gather(*tasks)

    async def _read(self) -> None:
        async with httpx.AsyncClient(base_url=self._balanced.url, timeout=30) as http:
            while not self._is_over:
                try:
                    self.answers[(await http.get("/")).status_code] += 1
                except httpx.HTTPError as error:
                    self.answers[repr(error)] += 1
                await asyncio.sleep(PAUSE)

    async def _publish(self) -> None:
        async with AsyncClient(self._balanced.url, self._key) as publisher:
            while not self._is_over:
                said = next(self._publications)
                await publisher.publish(said["type"], said["message"], audience=said["audience"])
                self.said.append(said["message"])
                await asyncio.sleep(PAUSE)


async def restart(balanced: Balanced, web: Web, load: Load) -> tuple[int, bool]:
    """Return the exit code and whether it ended in time, once the process serves requests again."""
    said, began = len(load.said), time.monotonic()
    code = await asyncio.to_thread(web.stop)
    took = time.monotonic() - began
    await auntil(lambda: len(load.said) > said + SOME, "the other process to carry on")
    await asyncio.to_thread(web.start)
    requests = balanced.requests_to(web)
    await auntil(lambda: balanced.requests_to(web) > requests + SOME, "the process to take part again")
    return code, took < IN_TIME


async def test_both_processes_are_restarted_one_after_the_other(balanced: Balanced, seed: int) -> None:
    people = [*invite(balanced, members=8, staff=4), *[NOBODY] * 4]
    listeners = [Listener(balanced, person=person) for person in people * 2]
    load = Load(balanced, publisher_key(balanced), people, seed)
    async with listening(*listeners):
        async with load.going_on():
            left = [await restart(balanced, web, load) for web in balanced.webs]
        ledger = await asyncio.to_thread(Ledger.of, balanced)
        await ledger.has_reached(*listeners)
    assert left == [(SIGTERM, True)] * 2
    assert load.answers.keys() == {200}
    [beginning] = {listener.beginning for listener in listeners}
    happened = [entry for entry in ledger if entry.number is None or entry.number > beginning]
    assert [entry.number for entry in happened] == [*range(beginning + 1, beginning + len(load.said) + 1)]
    assert Counter(entry.message for entry in happened) == Counter(load.said)
    for listener in listeners:
        assert listener.numbers == ledger.heard_by(listener.person, beginning)
        assert listener.was_always_recovered
        # Each listener was on one of the processes, and was asked to reconnect before it stopped.
        assert set(listener.closes) == {Close.RESTART}
        assert 0 < len(listener.drains) == len(listener.closes)


async def test_the_gate_of_a_release_may_be_passed_during_a_restart(balanced: Balanced) -> None:
    """`verify_notifications` reconnects and resumes as browsers do."""
    balanced.shell("from django.contrib.auth import get_user_model as m; m().objects.create_user('canary')")
    requests = sum(map(balanced.requests_to, balanced.webs))
    verifying = asyncio.create_task(
        asyncio.to_thread(balanced.manage, "verify_notifications", "--url", balanced.url, "--count", "150")
    )
    await auntil(lambda: sum(map(balanced.requests_to, balanced.webs)) > requests + SOME, "the canaries to fly")
    for web in balanced.webs:
        await asyncio.to_thread(web.stop)
        await asyncio.to_thread(web.start)
    *_table, sentence = (await verifying).stdout.splitlines()
    assert sentence == "Every canary arrived, once and in order; of what was rolled back, nothing was heard."
