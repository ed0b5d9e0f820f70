"""The goals: a figure of ours divided by a peer's, or a plain number, and the limit that is good enough."""

from dataclasses import dataclass

from bench.measures import BATCH, SIZE
from bench.results import Results

Point = tuple[str, str, int, int]  # peer, measure, connections, size


@dataclass(frozen=True, slots=True)
class Goal:
    figure: str
    ours: Point
    against: Point | float  # a peer's figure, or the unit of a plain number
    enough: float
    then: float | None = None  # the limit to reach next
    more_is_better: bool = False

    def row(self, results: Results) -> tuple[str, str, str, str, str] | None:
        """Return the row of the report, or None if a figure was not measured."""
        ours = results.spread(*self.ours)
        theirs = self.against if isinstance(self.against, float) else results.spread(*self.against)
        if ours is None or theirs is None:
            return None
        ratio = ours.median / (theirs if isinstance(theirs, float) else theirs.median)
        sign = "≥" if self.more_is_better else "≤"
        then = "" if self.then is None else f"{sign} {self.then:,.4g}"
        return self.figure, f"{ratio:,.3g}", f"{sign} {self.enough:,.4g}", then, self.verdict(ratio)

    def verdict(self, ratio: float) -> str:
        if not self.reaches(ratio, self.enough):
            return "missed"
        return "reached" if self.then is None or not self.reaches(ratio, self.then) else "reached, and what comes then"

    def reaches(self, ratio: float, limit: float) -> bool:
        return ratio >= limit if self.more_is_better else ratio <= limit


def of(peer: str, measure: str, connections: int = 1000) -> Point:
    return peer, measure, connections, SIZE


CPU, MEMORY, ARRIVAL = "cpu per frame", "memory per connection", "cpu per connection"
BURST, SINGLE, BATCHED = "burst frames per second", "requests per second", "batched events per second"

GOALS = (
    *(
        goal
        for number in (1000, 5000)
        for goal in (
            Goal(f"CPU a frame, {number:,} connections, ÷ Go hub", of("ours", CPU, number), of("go", CPU, number), 1.0),
            Goal(f"the same ÷ nchan, {number:,}", of("ours", CPU, number), of("nchan", CPU, number), 1.0),
            Goal(
                f"the same ÷ stock Channels on uvicorn with Redis, {number:,}",
                of("ours", CPU, number),
                of("stock-uvicorn-redis", CPU, number),
                1 / 15,
                1 / 25,
            ),
            Goal(
                f"p99 of delivery, {number:,} connections, ÷ Go hub",
                of("ours", "p99", number),
                of("go", "p99", number),
                1.0,
            ),
        )
    ),
    Goal(
        "CPU a frame on daphne ÷ stock Channels on daphne with Redis",
        of("ours-daphne", CPU),
        of("stock-daphne-redis", CPU),
        1 / 4,
    ),
    Goal("burst, frames/s on one core, ÷ Go hub", of("ours", BURST), of("go", BURST), 0.9, 1.0, more_is_better=True),
    Goal("memory an idle connection, KB", of("ours", MEMORY), 1e3, 30),
    Goal("the same ÷ Go hub", of("ours", MEMORY), of("go", MEMORY), 1.0),
    Goal(
        "CPU a new connection ÷ stock Channels on uvicorn with Redis",
        of("ours", ARRIVAL),
        of("stock-uvicorn-redis", ARRIVAL),
        0.5,
    ),
    Goal(
        "durable `POST /notify`, requests/s, ÷ stock DRF, not durable",
        of("ours", SINGLE, 0),
        of("stock-uvicorn", SINGLE, 0),
        1.0,
        more_is_better=True,
    ),
    *(
        Goal(
            f"durable events/s in batches of {BATCH}, {database}",
            (peer, BATCHED, 0, SIZE * BATCH),
            1.0,
            5000,
            20000,
            more_is_better=True,
        )
        for peer, database in (("ours", "SQLite"), ("ours-postgresql", "PostgreSQL"))
    ),
)
