"""The registry of peers by name, and the shared Redis, PostgreSQL and databases that they use."""

from collections.abc import Callable
from contextlib import ExitStack
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from bench.machine import CROWD, on
from bench.peers.others import Go, Nchan, SocketIO, Stock
from bench.peers.ours import Log, Ours
from bench.peers.peer import Layer, Peer
from deploy.parts import REDIS, Part, PostgreSQL, initdbs

P = TypeVar("P", bound=Part)

REFERENCE = "go"  # the peer to which the others are compared
TITLES = {
    "stock-daphne": "stock Channels, daphne, in memory",
    "stock-daphne-redis": "stock Channels, daphne, Redis",
    "stock-uvicorn": "stock Channels, uvicorn, in memory",
    "stock-uvicorn-redis": "stock Channels, uvicorn, Redis",
    "socketio": "python-socketio, uvicorn",
    "go": "the document's Go hub",
    "nchan": "nchan (C, in nginx)",
    "ours-daphne": "**ours**, daphne",
    "ours-uvicorn": "**ours**, uvicorn",
    "ours": "**ours**, uvicorn, fast lane",
    "ours-redis": "**ours**, fast lane, Redis",
    "ours-two": "**ours**, fast lane, Redis, two processes",
    "ours-postgresql": "**ours**, fast lane, PostgreSQL",
}


class Registry:
    """Make peers by name. Redis, PostgreSQL and the databases start on first use, on the crowd's core."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._parts = ExitStack()
        self._makers: dict[str, Callable[[str], Peer]] = {
            "stock-daphne": lambda name: Stock(name, folder, "daphne"),
            "stock-daphne-redis": lambda name: Stock(name, folder, "daphne", self.redis),
            "stock-uvicorn": lambda name: Stock(name, folder, "uvicorn"),
            "stock-uvicorn-redis": lambda name: Stock(name, folder, "uvicorn", self.redis),
            "socketio": lambda name: SocketIO(name, folder),
            "go": lambda name: Go(name, folder),
            "nchan": lambda name: Nchan(name, folder),
            "ours-daphne": lambda name: Ours(name, folder, "daphne", self.sqlite),
            "ours-uvicorn": lambda name: Ours(name, folder, "uvicorn", self.sqlite),
            "ours": lambda name: Ours(name, folder, "lane", self.sqlite),
            "ours-redis": lambda name: Ours(name, folder, "lane", self.sqlite, self.redis),
            "ours-two": lambda name: Ours(name, folder, "lane", self.sqlite, self.redis, processes=2),
            "ours-postgresql": lambda name: Ours(name, folder, "lane", self.postgresql),
        }

    def make(self, name: str) -> Peer:
        return self._makers[name](name)

    @cached_property
    def redis(self) -> Layer:
        return self._started(Layer(self._folder))

    @cached_property
    def sqlite(self) -> Log:
        return Log(f"sqlite:///{self._folder}/log.sqlite3")

    @cached_property
    def postgresql(self) -> Log:
        return Log(self._started(PostgreSQL(self._folder)).url)

    def _started(self, part: P) -> P:
        with on(CROWD):
            part.start()
        self._parts.callback(part.stop)
        return part

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._parts.close()


def missing(name: str) -> str | None:
    """Return why peer `name` cannot run on this machine, or None."""
    if name.endswith(("-redis", "-two")) and not REDIS.exists():
        return "needs Debian's package redis-server"
    if name.endswith("-postgresql") and not initdbs():
        return "needs Debian's package postgresql"
    return {"go": Go, "nchan": Nchan, "socketio": SocketIO}.get(name, Peer).missing()
