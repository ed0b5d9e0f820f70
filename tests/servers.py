"""Real servers for the tests: the platform, Redis and PostgreSQL, each on a free port with a folder of its own."""

import atexit
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from functools import cache, cached_property
from itertools import count
from pathlib import Path
from types import TracebackType
from typing import Literal, Self

from deploy import parts
from deploy.parts import ROOT, free_port

__all__ = ["ROOT", "PostgreSQL", "Redis", "Server", "free_port"]


class Disposable(parts.Part):
    """A context manager that stops the server and deletes its folder."""

    def __init__(self) -> None:
        super().__init__(folder := Path(tempfile.mkdtemp(prefix=f"turismo-{self.name}-")))
        self.folder, self.log = folder, folder / "log.txt"

    def __enter__(self) -> Self:
        self.prepare()
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)


class Server(Disposable):
    """The platform on daphne or uvicorn, with the settings for a single process unless `env` overrides them."""

    name = "server"

    def __init__(self, *, kind: Literal["daphne", "uvicorn"] = "daphne", env: Mapping[str, str] | None = None) -> None:
        super().__init__()
        self.kind = kind
        self.url = f"http://127.0.0.1:{self.port}"
        self.ws = f"ws://127.0.0.1:{self.port}/ws"
        self.env = {
            "DEBUG": "true",
            "DATABASE_URL": f"sqlite:///{self.folder}/db.sqlite3",
            "CHANNELS_URL": "inmemory://",
            "PORT": str(self.port),
            "PYTHONUNBUFFERED": "1",
            **(env or {}),
        }

    def command(self) -> Sequence[str | Path]:
        if self.kind == "daphne":
            return [sys.executable, "manage.py", "runserver", "--noreload", f"127.0.0.1:{self.port}"]
        return [
            sys.executable,
            "-m",
            "uvicorn",
            "turismo.asgi:application",
            "--ws",
            "notifications.servers.uvicorn:FrameProtocol",
            "--ws-per-message-deflate",
            "false",
            "--loop",
            "uvloop",
            "--host",
            "127.0.0.1",
            "--port",
            str(self.port),
        ]

    def environment(self) -> dict[str, str]:
        return {**os.environ, "DJANGO_SETTINGS_MODULE": "turismo.settings", **self.env}

    def prepare(self) -> None:
        """Copy the migrated SQLite database. PostgreSQL's already have their tables; several servers may share one."""
        if self.env["DATABASE_URL"] == f"sqlite:///{self.folder}/db.sqlite3":
            shutil.copy(migrated_database(), self.folder / "db.sqlite3")

    def manage(self, *arguments: str, stdin: str | None = None) -> subprocess.CompletedProcess[str]:
        """Run a management command in a process of its own. Raise CalledProcessError if it fails."""
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=self.environment(),
            input=stdin,
            capture_output=True,
            text=True,
            timeout=120,
        )
        if done.returncode:
            raise RuntimeError(f"manage.py {' '.join(arguments)}:\n{done.stdout}{done.stderr}")
        return done

    def shell(self, code: str) -> str:
        """Run Python with the platform loaded, in another process on the same database, and return its output."""
        return self.manage("shell", "--no-imports", "--command", code).stdout


@cache
def migrated_database() -> Path:
    """An empty SQLite database with all tables. It is made once, because that takes seconds."""
    server = Server()
    atexit.register(shutil.rmtree, server.folder)
    server.manage("migrate", "--verbosity", "0")
    return server.folder / "db.sqlite3"


class Redis(Disposable, parts.Redis):
    """The Redis of the deployment."""


class PostgreSQL(Disposable, parts.PostgreSQL):
    """The PostgreSQL of the deployment, without fsync, which only a power cut would show."""

    def __init__(self) -> None:
        super().__init__()
        self._numbers = count(1)

    def command(self) -> Sequence[str | Path]:
        return *super().command(), "-c", "fsync=off"

    def new_database(self) -> str:
        """Return the URL of a new database for one test, with tables and without rows."""
        name = f"test_{next(self._numbers)}"
        self._create(name, "--template", self._migrated)
        return self._address(name)

    @cached_property
    def _migrated(self) -> str:
        """A template database. It is made once, because migrating takes seconds."""
        self._create("migrated")
        with_tables = Server(env={"DATABASE_URL": self._address("migrated")})
        with_tables.manage("migrate", "--verbosity", "0")
        shutil.rmtree(with_tables.folder)
        return "migrated"

    def _create(self, name: str, *options: str) -> None:
        where = ("--host=127.0.0.1", f"--port={self.port}", "--username=postgres")
        subprocess.run([self.binaries / "createdb", *where, *options, name], check=True, capture_output=True)

    def _address(self, name: str) -> str:
        return f"postgres://postgres@127.0.0.1:{self.port}/{name}"
