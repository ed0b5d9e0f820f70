"""The results: the figures of every run, from which the tables and the picture are made."""

import json
import statistics
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, NamedTuple, Self


@dataclass(frozen=True, slots=True)
class Run:
    """One measurement of one peer; its figures are in seconds and bytes."""

    peer: str
    connections: int
    size: int  # bytes of a published event
    round: int
    found: dict[str, float]


class Spread(NamedTuple):
    """Median, least and greatest value of one figure over several rounds."""

    median: float
    least: float
    most: float

    @classmethod
    def of(cls, values: Iterable[float]) -> Self:
        known = list(values)
        return cls(statistics.median(known), min(known), max(known))


class Results:
    """All runs of one `make bench`, and the machine they ran on."""

    def __init__(self, machine: dict[str, Any]) -> None:
        self.machine = machine
        self.skipped: dict[str, str] = {}  # the peers and steps that cannot run here, and the reason
        self._runs: list[Run] = []

    def __iter__(self) -> Iterator[Run]:
        return iter(self._runs)

    def add(self, run: Run) -> None:
        self._runs.append(run)

    def spread(self, peer: str, measure: str, connections: int, size: int) -> Spread | None:
        values = [
            run.found[measure]
            for run in self._runs
            if (run.peer, run.connections, run.size) == (peer, connections, size) and measure in run.found
        ]
        return Spread.of(values) if values else None

    def write(self, path: Path) -> None:
        """Write one run a line, so that two files can be compared by eye."""
        machine, skipped = (json.dumps(one, ensure_ascii=False) for one in (self.machine, self.skipped))
        runs = ",\n".join(json.dumps(asdict(run)) for run in self._runs)
        path.write_text(f'{{"machine": {machine},\n"skipped": {skipped},\n"runs": [\n{runs}\n]}}\n')

    @classmethod
    def read(cls, path: Path) -> Self:
        known = json.loads(path.read_text())
        results = cls(known["machine"])
        results.skipped = known["skipped"]
        results._runs = [Run(**run) for run in known["runs"]]
        return results
