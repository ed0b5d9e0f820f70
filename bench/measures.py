"""The measurements: each takes a running peer and returns `{measure: value}` in seconds and bytes."""

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from bench import usage
from bench.crowd import Crowd, Tally
from bench.peers.ours import SYNC, Ours
from bench.peers.peer import Peer
from bench.publisher import Event, Publisher
from deploy.parts import ROOT

Found = dict[str, float]

SIZE = 256  # the default size of an event in bytes
WARM = 20  # clients before the measurement, and
WARM_EVENTS = 3  # events: they make a server import, allocate and compile once
CALM = 0.5  # seconds to wait after many connections, before the next measurement
BURST = 10, 100  # events at once: at least and at most; in between, as many as take so many seconds of the server
BURST_LASTS = 2.0
MISSED = 10  # events published while no client is connected
PUBLISHERS = 4  # concurrent publishers
RATE_LASTS = 2.0
BATCH = 100
SAVES = 40


@dataclass(frozen=True, slots=True)
class Load:
    connections: int = 1000
    size: int = SIZE
    events: int = 20
    interval: float = 0.2


@contextmanager
def crowd_of(peer: Peer) -> Iterator[tuple[Crowd, Publisher]]:
    """Open a publisher's connection. No subscriber is connected yet."""
    crowd = Crowd(peer.port, peer.hello, peer.welcome)
    publisher = Publisher(crowd, peer.notify, peer.headers)
    try:
        yield crowd, publisher
    finally:
        crowd.close()


def delivery(peer: Peer, load: Load, redis: int | None = None) -> Found:
    """Connect subscribers, publish one event after the other, then many at once. `redis`: the layer's process id."""
    event = Event(load.size)
    with crowd_of(peer) as (crowd, publisher):
        found = arrival(peer, crowd, publisher, load)
        redis_before = usage.cpu(redis) if redis else 0.0
        found |= paced(peer, crowd, publisher, event, load)
        least, most = BURST
        many = int(BURST_LASTS / max(found["cpu per frame"] * load.connections, 1e-9))
        found |= burst(crowd, publisher, event, events := min(max(many, least), most), load.connections)
        if redis:
            found["redis cpu per event"] = (usage.cpu(redis) - redis_before) / (load.events + events)
    return found


def arrival(peer: Peer, crowd: Crowd, publisher: Publisher, load: Load) -> Found:
    first = min(WARM, load.connections // 2)
    crowd.connect(first, peer.ws)
    for _ in range(WARM_EVENTS):
        publisher.publish(Event(load.size))
    crowd.receive(first * WARM_EVENTS)
    rest = load.connections - first
    memory, cpu, begin = usage.memory(peer.pid), usage.cpu(peer.pid), time.monotonic()
    crowd.connect(rest, peer.ws)
    lasted = time.monotonic() - begin
    crowd.read_for(CALM)
    return {
        "memory per connection": (usage.memory(peer.pid) - memory) / rest,
        "cpu per connection": (usage.cpu(peer.pid) - cpu) / rest,
        "connections per second": rest / lasted,
    }


def paced(peer: Peer, crowd: Crowd, publisher: Publisher, event: Event, load: Load) -> Found:
    tally = crowd.tally = Tally()
    published = []
    before, crowd_cpu, begin = usage.of_each(peer.pid), time.process_time(), time.monotonic()
    due = begin
    for _ in range(load.events):
        crowd.read_for(due - time.monotonic())
        due = max(due, time.monotonic()) + load.interval  # a late server gets the full interval again
        published.append(publisher.publish(event))
    crowd.receive(load.events * load.connections)
    publisher.wait()
    busy = (time.process_time() - crowd_cpu) / (time.monotonic() - begin)
    used = [cpu - before.get(process, 0.0) for process, cpu in usage.of_each(peer.pid).items()]
    latencies = tally.latencies()
    return {
        "cpu per frame": sum(used) / tally.frames,
        "busiest": max(used) / load.events,
        "p50": latencies[len(latencies) // 2],
        "p99": latencies[len(latencies) * 99 // 100],
        "last client": statistics.median(tally.slowest()),
        "lost, paced": tally.lost(published, load.connections),
        "crowd busy": busy,
    }


def burst(crowd: Crowd, publisher: Publisher, event: Event, events: int, listeners: int) -> Found:
    tally = crowd.tally = Tally()
    crowd_cpu = time.process_time()
    published = [publisher.publish(event) for _ in range(events)]
    crowd.receive(events * listeners)
    lasted = (tally.arrivals[-1] - published[0]) / 1e9
    return {
        "burst frames per second": tally.frames / lasted,
        "lost, burst": tally.lost(published, listeners),
        "crowd busy, burst": (time.process_time() - crowd_cpu) / lasted,
    }


def storm(peer: Peer, connections: int) -> Found:
    """Disconnect all clients, publish some events, and let all reconnect at once with their cursors."""
    event = Event(SIZE)
    with crowd_of(peer) as (crowd, publisher):
        crowd.connect(connections, f"{peer.ws}?cursor=", SYNC)
        publisher.publish(event)
        crowd.receive(connections)
        publisher.wait()
        cursor = json.loads(publisher.answer)["id"]
        crowd.disconnect()
        missed = [publisher.publish(event) for _ in range(MISSED)]
        publisher.wait()
        crowd.read_for(CALM)
        crowd.tally = Tally()
        cpu, begin = usage.cpu(peer.pid), time.monotonic()
        crowd.connect(connections, f"{peer.ws}?cursor={cursor}", SYNC)
        crowd.receive(connections * MISSED)
        return {
            "storm lasts": time.monotonic() - begin,
            "storm cpu per connection": (usage.cpu(peer.pid) - cpu) / connections,
            "storm lost": crowd.tally.lost(missed, connections),
        }


def publishing(peer: Peer) -> Found:
    """Publish one event a request, without subscribers."""
    return {"requests per second": rate(peer, Event(SIZE).stamped(0))}


def batches(peer: Peer) -> Found:
    bodies = b",".join([Event(SIZE).stamped(0)] * BATCH)
    return {"batched events per second": rate(peer, b"[" + bodies + b"]") * BATCH}


def rate(peer: Peer, body: bytes) -> float:
    crowd = Crowd(peer.port)
    publishers = [Publisher(crowd, peer.notify, peer.headers) for _ in range(PUBLISHERS)]

    def post_for(seconds: float) -> float:
        begin, before = time.monotonic(), answered()
        while (lasted := time.monotonic() - begin) < seconds:
            for publisher in publishers:
                if not publisher.is_busy:
                    publisher.post(body)
            crowd.poll(0.1)
        return (answered() - before) / lasted

    def answered() -> int:
        return sum(publisher.answered for publisher in publishers)

    post_for(RATE_LASTS / 4)
    found = post_for(RATE_LASTS)
    for publisher in publishers:
        publisher.wait()
    crowd.close()
    return found


def saving(peer: Ours, connections: int) -> Found:
    """Let another process save rows, and measure the time until the browsers have the events."""
    with crowd_of(peer) as (crowd, _publisher):
        crowd.connect(connections, peer.ws)
        crowd.read_for(CALM)
        tally = crowd.tally = Tally()
        code = f"from bench.saves import save; save({SAVES})"
        script = subprocess.Popen(
            [sys.executable, "manage.py", "shell", "--no-imports", "--command", code],
            cwd=ROOT,
            env=dict(peer.environment()),
        )
        crowd.read_until(lambda: script.poll() is not None, "the rows to be saved")
        crowd.receive(SAVES * connections)
        latencies = tally.latencies()
        return {
            "save p50": latencies[len(latencies) // 2],
            "save p99": latencies[len(latencies) * 99 // 100],
            "save lost": SAVES * connections - tally.frames,
        }
