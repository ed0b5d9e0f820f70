"""Canaries: events that carry nothing but their number, and the verdicts on which of them arrived."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from enum import StrEnum
from statistics import quantiles
from typing import Any, NamedTuple, Self

from notifications.audiences import Audience
from notifications.client import Publication
from notifications.events import Level

TYPE = "canary"


class Road(StrEnum):
    """The ways to record an event. A canary that is rolled back must never arrive."""

    SINGLE = "POST /notify"
    BATCH = "POST /notify, a batch"
    PROCESS = "another process"
    ROLLED_BACK = "rolled back"


class Canary(NamedTuple):
    """One event of a run; `number` counts from 1 on each road."""

    run: str
    road: Road
    number: int

    def publication(self, audience: Audience) -> Publication:
        """The canary as it is published: silent, and for one user, so that it disturbs no other."""
        return Publication(
            type=TYPE,
            message=f"Canary {self.number}: {self.road}",
            data={"run": self.run, "road": self.road.value, "number": self.number},
            audience=audience,
            level=Level.SILENT.value,
        )

    @classmethod
    def of(cls, frame: Mapping[str, Any], run: str) -> Self | None:
        """The canary in a frame of `/ws`; None for any frame but a canary of this `run`."""
        if frame.get("type") != TYPE or frame["data"].get("run") != run:
            return None
        return cls(run, Road(frame["data"]["road"]), frame["data"]["number"])


class Sighting(NamedTuple):
    canary: Canary
    at: float  # time.monotonic()


class Verdict(NamedTuple):
    """The result at one client. A healthy deployment leaves all lists but `received` empty."""

    received: list[Canary]
    lost: list[Canary]
    doubled: list[Canary]
    disordered: list[Canary]
    invented: list[Canary]
    delays: dict[Canary, float]

    @classmethod
    def on(cls, sent: Mapping[Canary, float], heard: Sequence[Sighting]) -> Self:
        """`sent` has the time of each canary (time.monotonic()), in the order in which they were sent."""
        first = {sighting.canary: sighting.at for sighting in reversed(heard)}
        times = Counter(sighting.canary for sighting in heard)
        received = [canary for canary in times if canary in sent]
        return cls(
            received=received,
            lost=[canary for canary in sent if canary not in times],
            doubled=[canary for canary, count in times.items() for _ in range(count - 1)],
            disordered=list(overtaken(received, sent)),
            invented=[canary for canary in times if canary not in sent],
            delays={canary: first[canary] - sent[canary] for canary in received},
        )

    def down(self, road: Road) -> Self:
        """The part of the verdict that concerns one road."""

        def part(canaries: Iterable[Canary]) -> list[Canary]:
            return [canary for canary in canaries if canary.road is road]

        return self._replace(
            received=part(self.received),
            lost=part(self.lost),
            doubled=part(self.doubled),
            disordered=part(self.disordered),
            invented=part(self.invented),
            delays={canary: self.delays[canary] for canary in part(self.delays)},
        )


def overtaken(received: Iterable[Canary], sent: Collection[Canary]) -> Iterable[Canary]:
    """The canaries that arrived after one that was sent later."""
    places = {canary: place for place, canary in enumerate(sent)}
    furthest = -1
    for canary in received:
        if places[canary] < furthest:
            yield canary
        furthest = max(furthest, places[canary])


class Row(NamedTuple):
    """A line of the table: the sum of the verdicts of several clients."""

    label: str
    sent: int
    due: int  # at all clients together
    received: int
    lost: int
    doubled: int
    disordered: int
    invented: int
    p50: float | None  # seconds; None: nothing arrived
    p99: float | None

    @classmethod
    def of(cls, label: str, sent: int, due: int, verdicts: Sequence[Verdict]) -> Self:
        delays = [delay for verdict in verdicts for delay in verdict.delays.values()]
        return cls(
            label,
            sent,
            due,
            received=sum(len(verdict.received) for verdict in verdicts),
            lost=sum(len(verdict.lost) for verdict in verdicts),
            doubled=sum(len(verdict.doubled) for verdict in verdicts),
            disordered=sum(len(verdict.disordered) for verdict in verdicts),
            invented=sum(len(verdict.invented) for verdict in verdicts),
            p50=percentile(delays, 50),
            p99=percentile(delays, 99),
        )

    @property
    def faults(self) -> int:
        return self.lost + self.doubled + self.disordered + self.invented


def percentile(values: Sequence[float], percent: int) -> float | None:
    if len(values) < 2:
        return values[0] if values else None
    return quantiles(values, n=100, method="inclusive")[percent - 1]
