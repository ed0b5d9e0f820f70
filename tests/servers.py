"""Real servers for the tests: the platform, Redis and PostgreSQL, each on a free port with a folder of its own."""

import atexit
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from functools import cache, cached_property
from itertools import count
from pathlib import Path
from types import TracebackType
from typing import Literal, Self

from tests.waiting import until

ROOT = Path(__file__).resolve().parent.parent


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Process:
    """A server in a subprocess, ready when its port answers; as a context manager it cleans up after itself."""

    name: str

    def __init__(self) -> None:
        self.port = free_port()
        self.folder = Path(tempfile.mkdtemp(prefix=f"turismo-{self.name}-"))
        self.log = self.folder / "log.txt"
        self._process: subprocess.Popen[bytes] | None = None

    def command(self) -> list[str]:
        raise NotImplementedError

    def environment(self) -> dict[str, str]:
        return dict(os.environ)

    def prepare(self) -> None:
        """Before the first start."""

    def user(self) -> str | None:
        """Under whom it runs, where that is not who we are."""
        return None

    def answers(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    def start(self) -> None:
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                self.command(), cwd=ROOT, env=self.environment(), stdout=log, stderr=log, user=self.user()
            )
        until(lambda: self.answers() or self.has_ended(), f"{self.name} to answer")
        if self.has_ended():
            raise RuntimeError(f"{self.name} did not start:\n{self.log.read_text()}")

    def stop(self, how: signal.Signals = signal.SIGTERM) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.send_signal(how)
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def has_ended(self) -> bool:
        return self._process is None or self._process.poll() is not None

    def __enter__(self) -> Self:
        self.prepare()
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)


class Server(Process):
    """The platform itself, on daphne or uvicorn, on the embedded default unless `env` says otherwise."""

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

    def command(self) -> list[str]:
        if self.kind == "daphne":
            return [sys.executable, "manage.py", "runserver", "--noreload", f"127.0.0.1:{self.port}"]
        return [
            *(sys.executable, "-m", "uvicorn", "turismo.asgi:application"),
            *("--ws", "notifications.lane:FrameProtocol", "--ws-per-message-deflate", "false", "--loop", "uvloop"),
            *("--host", "127.0.0.1", "--port", str(self.port)),
        ]

    def environment(self) -> dict[str, str]:
        return super().environment() | {"DJANGO_SETTINGS_MODULE": "turismo.settings"} | self.env

    def prepare(self) -> None:
        """PostgreSQL's databases come with their tables; several servers may share one."""
        if self.env["DATABASE_URL"] == f"sqlite:///{self.folder}/db.sqlite3":
            shutil.copy(migrated_database(), self.folder / "db.sqlite3")

    def manage(self, *arguments: str, stdin: str | None = None) -> subprocess.CompletedProcess[str]:
        """A management command in a process of its own; raises where it fails."""
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
        """Runs Python with the platform loaded, as another process on the same database; what it printed."""
        return self.manage("shell", "--no-imports", "--command", code).stdout


@cache
def migrated_database() -> Path:
    """An empty SQLite database with all its tables, made once, because it takes seconds."""
    server = Server()
    atexit.register(shutil.rmtree, server.folder)
    server.manage("migrate", "--verbosity", "0")
    return server.folder / "db.sqlite3"


class Redis(Process):
    name = "redis"

    @property
    def url(self) -> str:
        return f"redis+pubsub://127.0.0.1:{self.port}/0"

    def command(self) -> list[str]:
        return [
            *("/usr/bin/redis-server", "--port", str(self.port), "--bind", "127.0.0.1"),
            *("--save", "", "--appendonly", "no", "--dir", str(self.folder)),
        ]


class PostgreSQL(Process):
    """It refuses to run as root, so then it runs as the user that Debian's package makes for it."""

    name = "postgresql"

    def __init__(self) -> None:
        super().__init__()
        self._numbers = count(1)

    def new_database(self) -> str:
        """The address of a database for one test, empty but for its tables."""
        name = f"test_{next(self._numbers)}"
        self._create(name, "--template", self._migrated)
        return self._address(name)

    @cached_property
    def _migrated(self) -> str:
        """Its tables are made once, because that takes seconds."""
        self._create("migrated")
        with_tables = Server(env={"DATABASE_URL": self._address("migrated")})
        with_tables.manage("migrate", "--verbosity", "0")
        shutil.rmtree(with_tables.folder)
        return "migrated"

    def _create(self, name: str, *options: str) -> None:
        where = ("--host=127.0.0.1", f"--port={self.port}", "--username=postgres")
        subprocess.run([f"{self.binaries()}/createdb", *where, *options, name], check=True, capture_output=True)

    def _address(self, name: str) -> str:
        return f"postgres://postgres@127.0.0.1:{self.port}/{name}"

    @staticmethod
    def binaries() -> Path | None:
        found = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
        return next((path for path in reversed(found) if (path / "initdb").exists()), None)

    def user(self) -> str | None:
        return "postgres" if os.geteuid() == 0 else None

    def prepare(self) -> None:
        if user := self.user():
            os.chown(self.folder, pwd.getpwnam(user).pw_uid, -1)
        subprocess.run(
            [f"{self.binaries()}/initdb", "--auth=trust", "--username=postgres", "--no-sync", self.folder / "data"],
            check=True,
            capture_output=True,
            cwd=self.folder,
            user=self.user(),
        )

    def answers(self) -> bool:
        """Its port is open before it is ready."""
        ask = [f"{self.binaries()}/pg_isready", "--quiet", "--host=127.0.0.1", f"--port={self.port}"]
        return subprocess.run(ask).returncode == 0

    def command(self) -> list[str]:
        return [
            *(f"{self.binaries()}/postgres", "-D", str(self.folder / "data"), "-p", str(self.port)),
            *("-h", "127.0.0.1", "-k", str(self.folder), "-c", "fsync=off"),
        ]

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """SIGINT: does not wait until all clients have gone."""
        super().stop(how)
