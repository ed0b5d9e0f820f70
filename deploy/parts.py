"""The parts of a cluster, each a real server on loopback with the configuration of production."""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Mapping, Sequence
from http.client import HTTPConnection
from pathlib import Path
from string import Template

DEPLOY = Path(__file__).resolve().parent
ROOT = DEPLOY.parent
REDIS = Path("/usr/bin/redis-server")
NGINX = Path("/usr/sbin/nginx")
PATIENCE = 60.0  # seconds for a part to answer or to stop


class DidNotStart(Exception):
    """A part ended or did not answer in time. The message has the end of its output."""


def initdbs() -> list[Path]:
    """Return the `initdb` of each installed version of PostgreSQL."""
    return list(Path("/usr/lib/postgresql").glob("*/bin/initdb"))


def missing_packages() -> list[str]:
    there = {
        "redis-server": REDIS.exists(),
        "postgresql": bool(initdbs()),
        "nginx-light": NGINX.exists(),
    }
    return [package for package, is_there in there.items() if not is_there]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Part:
    """A server in a subprocess with a folder of its own. `start()` returns when it answers, and may be repeated."""

    name: str
    stop_signal = signal.SIGTERM  # for a graceful stop

    def __init__(self, folder: Path, port: int | None = None) -> None:
        self.port = port or free_port()
        self.folder = folder / f"{self.name}-{self.port}"
        self.log = self.folder / "log.txt"
        self._process: subprocess.Popen[bytes] | None = None

    def prepare(self) -> None:
        """Prepare the folder before the first start."""

    def command(self) -> Sequence[str | Path]:
        raise NotImplementedError

    def environment(self) -> Mapping[str, str]:
        return os.environ

    def user(self) -> str | None:
        """Return the user to run it as, or None for the current one."""
        return None

    def answers(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    @property
    def is_running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def start(self) -> None:
        if self.answers():
            raise DidNotStart(f"{self.name} cannot have port {self.port}: something else answers there.")
        if not self.folder.exists():
            self.folder.mkdir()
            self.prepare()
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                self.command(),
                cwd=ROOT,
                env=self.environment(),
                stdout=log,
                stderr=log,
                user=self.user(),
                start_new_session=True,  # Ctrl-C reaches only our process, which stops the parts in order
            )
        deadline = time.monotonic() + PATIENCE
        while not self.answers():
            if not self.is_running or time.monotonic() > deadline:
                raise DidNotStart(f"{self.name} did not start:\n{self.log.read_text()[-2000:]}")
            time.sleep(0.02)

    def stop(self, how: signal.Signals | None = None) -> int:
        """Send `how`, by default its stop signal, and return the exit code once it has ended."""
        process, self._process = self._process, None
        if process is None:
            return 0
        process.send_signal(how or self.stop_signal)
        try:
            return process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            return process.wait()


class Redis(Part):
    name = "redis"

    @property
    def url(self) -> str:
        return f"redis+pubsub://127.0.0.1:{self.port}/0"

    def command(self) -> Sequence[str | Path]:
        return REDIS, DEPLOY / "redis.conf", "--port", str(self.port), "--dir", self.folder


class PostgreSQL(Part):
    """PostgreSQL. It refuses to run as root; in that case it runs as the user of Debian's package."""

    name = "postgresql"
    stop_signal = signal.SIGINT  # fast shutdown: does not wait for clients to disconnect

    @property
    def url(self) -> str:
        return f"postgres://postgres@127.0.0.1:{self.port}/postgres"

    @property
    def binaries(self) -> Path:
        """Return the folder of the binaries: Debian has one for each version, outside PATH."""
        return max(initdbs(), key=lambda path: int(path.parent.parent.name)).parent

    def user(self) -> str | None:
        return "postgres" if os.geteuid() == 0 else None

    def prepare(self) -> None:
        if user := self.user():
            os.chown(self.folder, pwd.getpwnam(user).pw_uid, -1)
        shutil.copy(DEPLOY / "postgresql.conf", self.folder)  # readable by that user
        subprocess.run(
            [self.binaries / "initdb", "--auth=trust", "--username=postgres", "--no-sync", self.folder / "data"],
            check=True,
            capture_output=True,
            cwd=self.folder,
            user=self.user(),
        )

    def command(self) -> Sequence[str | Path]:
        return (
            self.binaries / "postgres",
            "-D",
            self.folder / "data",
            "-c",
            f"config_file={self.folder / 'postgresql.conf'}",
            "-h",
            "127.0.0.1",
            "-p",
            str(self.port),
            "-k",
            self.folder,
        )

    def answers(self) -> bool:
        """Ask the server: its port is open before it is ready."""
        asked = subprocess.run([self.binaries / "pg_isready", "--quiet", "--host=127.0.0.1", f"--port={self.port}"])
        return asked.returncode == 0


class Web(Part):
    """A web process. Several of them share all settings except the port."""

    name = "web"

    def __init__(self, folder: Path, environment: Mapping[str, str]) -> None:
        super().__init__(folder)
        self._environment = environment

    def command(self) -> Sequence[str | Path]:
        return DEPLOY / "web.sh", str(self.port)

    def environment(self) -> Mapping[str, str]:
        return self._environment

    def answers(self) -> bool:
        return self.readiness() == 200

    def readiness(self) -> int:
        """Return the status of /readyz, asked without the balancer."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", "/readyz")
            return connection.getresponse().status
        except OSError:
            return 0
        finally:
            connection.close()


class Nginx(Part):
    name = "nginx"
    stop_signal = signal.SIGQUIT

    def __init__(self, folder: Path, port: int, webs: Sequence[Web], static: Path) -> None:
        super().__init__(folder, port)
        self._webs = webs
        self._static = static

    def prepare(self) -> None:
        template = Template((DEPLOY / "nginx.conf").read_text())
        servers = "\n        ".join(f"server 127.0.0.1:{web.port} max_fails=1 fail_timeout=2s;" for web in self._webs)
        configuration = template.safe_substitute(
            NGINX_USER=pwd.getpwuid(os.geteuid()).pw_name,  # this user may read the static files
            STATE=self.folder,
            LOGS=self.folder,
            LISTEN=f"127.0.0.1:{self.port}",
            SERVERS=servers,
            STATIC_ROOT=self._static,
        )
        (self.folder / "nginx.conf").write_text(configuration)

    def command(self) -> Sequence[str | Path]:
        return (
            NGINX,
            "-c",
            self.folder / "nginx.conf",
            "-e",
            self.folder / "error.log",
            "-g",
            "daemon off;",
        )
