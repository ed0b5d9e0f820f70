import json
from datetime import timedelta
from typing import Any

import httpx
import pytest
from channels.db import database_sync_to_async
from django.test import override_settings
from django.utils import timezone

from notifications.live.hub import Hub
from notifications.outbox import to_row
from tests.notifications.conftest import Live, open_doors
from tests.notifications.sample.events import DoorsOpened
from tests.waiting import auntil

pytestmark = pytest.mark.django_db(transaction=True)


async def get(live: Live, path: str) -> httpx.Response:
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{live.port}") as client:
        return await client.get(path, timeout=30)


async def readiness(live: Live) -> tuple[int, dict[str, Any]]:
    answer = await get(live, "/readyz?format=json")
    return answer.status_code, {
        name.split("(")[0].split(".")[-1]: said for name, said in json.loads(answer.text).items()
    }


async def test_a_process_that_answers_is_alive(live: Live) -> None:
    assert (await get(live, "/livez")).status_code == 200


async def test_a_healthy_process_is_ready(live: Live) -> None:
    async with live.connect():
        assert await readiness(live) == (
            200,
            {"Staying": "OK", "Database": "OK", "Doorbell": "OK", "Relay": "OK"},
        )


async def test_a_process_that_is_leaving_gets_no_more_work(live: Live) -> None:
    async with live.connect():
        Hub.current().is_draining = True
        status, said = await readiness(live)
    assert (status, said["Staying"]) == (503, "Unavailable: This process is leaving.")


@override_settings(
    CHANNEL_LAYERS={
        "default": {
            "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
            "CONFIG": {"hosts": ["redis://127.0.0.1:1/0"]},
        }
    }
)
async def test_a_layer_that_is_down_degrades_and_is_said(live: Live) -> None:
    async with live.connect() as socket:
        await auntil(lambda: Hub.current().listener.error, "the follower to notice")
        status, said = await readiness(live)
        assert (status, said["Doorbell"].split(":")[:2]) == (200, ["Warning", " Events come up to a second late"])
        await open_doors(9)
        assert json.loads(await socket.recv())["message"] == "Open since 9 o'clock"


async def test_events_that_nobody_numbers_are_said(live: Live) -> None:
    row = to_row(DoorsOpened(hour=9).draft(), timezone.now() - timedelta(minutes=1))
    await database_sync_to_async(row.save)()
    status, said = await readiness(live)
    assert (status, said["Relay"]) == (200, "Warning: Events wait for their number for more than 10 s.")


async def test_what_the_hub_does_is_counted(live: Live) -> None:
    async with live.connect() as socket:
        before = samples((await get(live, "/metrics")).text)
        await open_doors(9)
        await socket.recv()
        after = samples((await get(live, "/metrics")).text)
    assert after["notifications_connections"] == 1
    assert after["notifications_events_total"] - before["notifications_events_total"] == 1
    assert after["notifications_frames_total"] - before["notifications_frames_total"] == 1


def samples(text: str) -> dict[str, float]:
    lines = [line.rsplit(" ", 1) for line in text.splitlines() if not line.startswith("#")]
    return {name: float(value) for name, value in lines}
