"""Steady publishing over HTTP with retries during a fault; it notes the acknowledged events."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import uuid4

import httpx

from tests.faults.keys import publisher_key
from tests.faults.listener import number_of
from tests.servers import Server

PAUSE = 0.05  # seconds between two publications of one publisher
IMPATIENCE = 30.0  # seconds; longer than any timeout of the platform


class Traffic:
    """`promised` has the acknowledged number of each message."""

    def __init__(self) -> None:
        self.promised: dict[str, int] = {}
        self.answers: Counter[int] = Counter()  # by status
        self.evasive: list[httpx.Response] = []  # 503s without Retry-After

    async def publish(self, client: httpx.AsyncClient, message: str) -> int:
        """Retry with the same key until the event is acknowledged."""
        key = {"Idempotency-Key": str(uuid4())}
        while True:
            response = await client.post("/notify", json={"type": "prueba", "message": message}, headers=key)
            self.answers[response.status_code] += 1
            if response.status_code == httpx.codes.OK:
                number = number_of(response.json()["id"])
                self.promised[message] = number
                return number
            if not response.headers.get("Retry-After", "").isdecimal():
                self.evasive.append(response)
            await asyncio.sleep(PAUSE)  # a polite client waits for Retry-After, which would prove less


@asynccontextmanager
async def publishing(*servers: Server) -> AsyncIterator[Traffic]:
    """Run one publisher for each server. At the end all their events have been acknowledged."""
    traffic, stopping = Traffic(), asyncio.Event()
    headers = {"Authorization": f"Bearer {await asyncio.to_thread(publisher_key, servers[0])}"}

    async def publish_steadily(server: Server) -> None:
        async with httpx.AsyncClient(base_url=server.url, headers=headers, timeout=IMPATIENCE) as client:
            while True:
                await traffic.publish(client, f"{server.kind} {uuid4()}")
                if stopping.is_set():
                    return
                await asyncio.sleep(PAUSE)

    async with asyncio.TaskGroup() as publishers:
        for server in servers:
            publishers.create_task(publish_steadily(server))
        try:
            yield traffic
        finally:
            stopping.set()
