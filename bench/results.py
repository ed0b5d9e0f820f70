"""What was found: the figures of every run, of which each table and picture is made."""

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
    size: int  # bytes of what was published
    round: int
    found: dict[str, float]


class Spread(NamedTuple):
    """The same figure in several rounds."""

    median: float
    least: float
    most: float

    @classmethod
    def of(cls, values: Iterable[float]) -> Self:
        known = list(values)
        return cls(statistics.median(known), min(known), max(known))


class Results:
    """All runs of one `make bench`, and on what machine."""

    def __init__(self, machine: dict[str, Any]) -> None:
        self.machine = machine
        self.skipped: dict[str, str] = {}  # what is missing here, and why
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
        """A run a line, so that two results can be compared by eye."""
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
