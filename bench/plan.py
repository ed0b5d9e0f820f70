"""The steps to measure and the peers of each: a quick plan, and the full one."""

from dataclasses import dataclass, replace
from typing import Literal

from bench.measures import BATCH, SIZE, Load

Kind = Literal["delivery", "publishing", "batches", "storm", "saving"]

ROUNDS = 3
PYTHON = ("stock-daphne-redis", "stock-uvicorn-redis", "socketio")
OTHERS = ("go", "nchan")
OURS = ("ours-daphne", "ours-uvicorn", "ours")
EVERYONE = ("stock-daphne", "stock-uvicorn", *PYTHON, *OTHERS, *OURS, "ours-redis")
FAST = (*OTHERS, "ours")
USUAL = Load()


@dataclass(frozen=True, slots=True)
class Step:
    """One measurement, of each of `peers` in turn, in each round."""

    kind: Kind
    peers: tuple[str, ...]
    load: Load = USUAL

    @property
    def point(self) -> tuple[int, int]:
        """The key of the samples in the results: connections and bytes."""
        without_crowd = {"publishing": (0, SIZE), "batches": (0, SIZE * BATCH)}
        return without_crowd.get(self.kind, (self.load.connections, self.load.size))


PUBLISHING = (
    Step("publishing", ("stock-uvicorn", "go", "ours", "ours-postgresql")),
    Step("batches", ("ours", "ours-postgresql")),
    Step("storm", ("ours",)),
    Step("saving", ("ours-redis",), Load(connections=100)),
)
QUICK = (Step("delivery", (*PYTHON, *OTHERS, *OURS)), *PUBLISHING)

MANY = replace(USUAL, connections=5000, events=10)
MORE = replace(USUAL, connections=10000, events=10)
FULL = (
    Step("delivery", EVERYONE),
    *PUBLISHING,
    Step("delivery", ("stock-uvicorn-redis", "ours-uvicorn", *FAST), replace(USUAL, connections=100, events=30)),
    Step("delivery", ("stock-uvicorn-redis", "ours-uvicorn", *FAST), MANY),
    Step("delivery", FAST, MORE),
    Step("delivery", ("ours-redis", "ours-two"), MANY),
    Step("storm", ("ours",), MANY),
    *(Step("delivery", FAST, replace(USUAL, size=size)) for size in (1024, 4096)),
)
