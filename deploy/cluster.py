"""`make cluster`: Redis, PostgreSQL, nginx and several web processes on this machine, configured as in production."""

import argparse
import os
import secrets
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from deploy.parts import ROOT, DidNotStart, Nginx, Part, PostgreSQL, Redis, Web, missing_packages

Say = Callable[[str], None]


class Cluster:
    """All parts of the platform in one folder: nginx on `port`, the other parts on free ports."""

    def __init__(self, folder: Path, port: int, processes: int, say: Say = lambda sentence: None) -> None:
        self.url = f"http://127.0.0.1:{port}"
        self.redis = Redis(folder)
        self.postgresql = PostgreSQL(folder)
        self.environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "turismo.settings",
            "DEBUG": "false",
            "SECRET_KEY": secrets.token_urlsafe(50),
            "ALLOWED_HOSTS": "localhost,127.0.0.1",
            "HTTPS": "false",  # plain HTTP: the traffic stays on loopback
            "BEHIND_PROXY": "true",
            "PORT": str(port),
            "DATABASE_URL": self.postgresql.url,
            "CHANNELS_URL": self.redis.url,
            "PYTHON": sys.executable,
        }
        self.webs = [Web(folder, self.environment) for _ in range(processes)]
        self.nginx = Nginx(folder, port, self.webs, ROOT / "staticfiles")
        self._folder = folder
        self._say = say

    def start(self) -> None:
        self._folder.chmod(0o711)  # PostgreSQL may run as another user, which must be able to enter
        self._start(self.redis)
        self._start(self.postgresql)
        with self._telling("Tables and static files"):
            self.manage("migrate", "--verbosity", "0")
            self.manage("collectstatic", "--noinput", "--verbosity", "0")
        for part in (*self.webs, self.nginx):
            self._start(part)

    def stop(self) -> None:
        """Stop all parts: nginx after the web processes, whose last frames pass through it."""
        running = [part for part in (*self.webs, self.nginx, self.postgresql, self.redis) if part.is_running]
        for part in running:
            with self._telling(f"{part.name} on {part.port} leaves"):
                part.stop()

    def manage(self, *arguments: str) -> str:
        """Run a management command and return its output. Raise CalledProcessError if it fails."""
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=self.environment,
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        )
        return done.stdout

    def _start(self, part: Part) -> None:
        with self._telling(f"{part.name} on {part.port}"):
            part.start()

    @contextmanager
    def _telling(self, what: str) -> Iterator[None]:
        begin = time.monotonic()
        yield
        self._say(f"  {what:<28} {time.monotonic() - begin:5.1f} s")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8080, help="where nginx listens (8080)")
    parser.add_argument("--processes", type=int, default=2, help="web processes (2)")
    options = parser.parse_args()
    if missing := missing_packages():
        sys.exit(f"Needs Debian's packages: sudo apt-get install {' '.join(missing)}")
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # as Ctrl-C
    with tempfile.TemporaryDirectory(prefix="turismo-cluster-") as folder:
        cluster = Cluster(Path(folder), options.port, options.processes, say=print)
        try:
            cluster.start()
            print(cluster.manage("demo", "--con-claves-publicas"))
            print(f"The logs are in {folder}. Ctrl-C stops everything.", flush=True)
            signal.pause()
        except KeyboardInterrupt:
            print()
        except (DidNotStart, subprocess.CalledProcessError) as error:
            sys.exit(str(error))
        finally:
            signal.signal(signal.SIGINT, signal.SIG_IGN)  # a second Ctrl-C must not interrupt the orderly stop
            cluster.stop()


if __name__ == "__main__":
    main()
