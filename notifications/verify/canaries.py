"""Canaries: events that only tell whether they arrive, and the count of what became of each."""

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
    """The ways on which an event comes to be recorded; what is rolled back must never arrive."""

    SINGLE = "POST /notify"
    BATCH = "POST /notify, a batch"
    PROCESS = "another process"
    ROLLED_BACK = "rolled back"


class Canary(NamedTuple):
    """One of a run's: `number` tells it from the others on its road."""

    run: str
    road: Road
    number: int

    def publication(self, audience: Audience) -> Publication:
        """Silent and for one person, so that nobody but the one who verifies takes notice."""
        return Publication(
            type=TYPE,
            message=f"Canary {self.number}: {self.road}",
            data={"run": self.run, "road": self.road.value, "number": self.number},
            audience=audience,
            level=Level.SILENT.value,
        )

    @classmethod
    def of(cls, frame: dict[str, Any], run: str) -> Self | None:
        """The canary that a frame of `/ws` is, if it is one of this `run`."""
        if frame.get("type") != TYPE or frame["data"].get("run") != run:
            return None
        return cls(run, Road(frame["data"]["road"]), frame["data"]["number"])


class Sighting(NamedTuple):
    canary: Canary
    at: float  # time.monotonic()


class Verdict(NamedTuple):
    """What one client made of the canaries; the fields that are lists of faults are empty where all is well."""

    received: list[Canary]
    lost: list[Canary]
    doubled: list[Canary]
    disordered: list[Canary]
    invented: list[Canary]
    delays: dict[Canary, float]

    @classmethod
    def on(cls, sent: Mapping[Canary, float], heard: Sequence[Sighting]) -> Self:
        """`sent` has the time of each, in the order in which they were sent, one after the other."""
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
        """The part of it that is about one road."""

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
    """Those that arrived after one that was sent later."""
    places = {canary: place for place, canary in enumerate(sent)}
    furthest = -1
    for canary in received:
        if places[canary] < furthest:
            yield canary
        furthest = max(furthest, places[canary])


class Row(NamedTuple):
    """A line of the table: what the verdicts of several clients have in common."""

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
