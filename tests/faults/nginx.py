"""The cluster of `make cluster` for tests: nginx in front of two web processes, on PostgreSQL and Redis."""

import re
import signal

from deploy.cluster import Cluster
from deploy.parts import Web
from tests.servers import Server


class Balanced(Server):
    """Several processes behind nginx, with the interface of one server at the address of nginx."""

    name = "balanced"

    def __init__(self) -> None:
        super().__init__(kind="uvicorn")
        self.cluster = Cluster(self.folder, self.port, processes=2)
        self.env = self.cluster.environment

    def prepare(self) -> None:
        """The cluster prepares itself."""

    def start(self) -> None:
        try:
            self.cluster.start()
        except BaseException:
            self.cluster.stop()
            raise

    def stop(self, how: signal.Signals | None = None) -> int:
        self.cluster.stop()
        return 0

    @property
    def webs(self) -> list[Web]:
        return self.cluster.webs

    def requests_to(self, web: Web) -> int:
        """The number of requests that this process answered, by nginx's log."""
        log = (self.cluster.nginx.folder / "access.log").read_text()
        return len(re.findall(rf" 127\.0\.0\.1:{web.port}$", log, re.MULTILINE))
