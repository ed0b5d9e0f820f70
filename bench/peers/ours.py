"""This platform as it is deployed, with its log, on each supported server."""

import os
import secrets
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal

from bench.peers.others import serve
from bench.peers.peer import Peer
from deploy.parts import DEPLOY, ROOT, Redis

SYNC = b'"sync"'  # the server's answer to a client with a cursor, after all missed events


class Log:
    """A migrated database and the API key of a publisher."""

    def __init__(self, url: str) -> None:
        self.environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "bench.settings",
            "DEBUG": "false",
            "SECRET_KEY": secrets.token_urlsafe(50),
            "ALLOWED_HOSTS": "127.0.0.1",
            "HTTPS": "false",  # plain HTTP: the traffic stays on loopback
            "LOG_LEVEL": "WARNING",
            "DATABASE_URL": url,
        }
        self.manage("migrate", "--verbosity", "0")
        self.key = self.manage("create_publisher", "bench").split()[-1]

    def manage(self, *arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=self.environment,
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        )
        return done.stdout


class Ours(Peer):
    """This platform on daphne or uvicorn. `lane` is uvicorn as `make serve` starts it."""

    def __init__(
        self,
        name: str,
        folder: Path,
        server: Literal["daphne", "uvicorn", "lane"],
        log: Log,
        redis: Redis | None = None,
        processes: int = 1,
    ) -> None:
        super().__init__(name, folder)
        self.database = log
        self.scale = {"CHANNELS_URL": redis.url if redis else "inmemory://", "WEB_CONCURRENCY": str(processes)}
        self.headers = f"Authorization: Bearer {log.key}\r\n"
        self._server = server

    def environment(self) -> Mapping[str, str]:
        return self.database.environment | self.scale | {"PORT": str(self.port), "PYTHON": sys.executable}

    def command(self) -> Sequence[str | Path]:
        if self._server == "lane":
            return DEPLOY / "web.sh", str(self.port)
        return serve(self._server, "turismo.asgi:application", self.port)
