"""The peers: stock Channels, python-socketio, the document's Go hub, and nchan, an nginx module in C."""

import os
import pwd
import shutil
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from string import Template
from typing import Literal

from bench.peers.peer import UVICORN, Peer
from deploy.parts import NGINX, ROOT, Redis

HERE = Path(__file__).resolve().parent
GO_LIBRARIES = Path("/usr/share/gocode")
NCHAN = Path("/usr/lib/nginx/modules/ngx_nchan_module.so")


class Stock(Peer):
    """Stock Channels with the in-memory layer or the Redis layer."""

    def __init__(
        self, name: str, folder: Path, server: Literal["daphne", "uvicorn"], redis: Redis | None = None
    ) -> None:
        super().__init__(name, folder)
        self._server = server
        self._redis = redis

    def environment(self) -> Mapping[str, str]:
        own = {"DJANGO_SETTINGS_MODULE": "bench.peers.stock.settings", "PYTHONWARNINGS": "ignore"}
        if self._redis:
            own |= {"LAYER": "redis", "REDIS_URL": f"redis://127.0.0.1:{self._redis.port}/0"}
        return os.environ | own

    def command(self) -> Sequence[str | Path]:
        return serve(self._server, "bench.peers.stock.asgi:application", self.port)


class SocketIO(Peer):
    ws = "/socket.io/?EIO=4&transport=websocket"
    hello = b"40"
    welcome = b"40{"

    @classmethod
    def missing(cls) -> str | None:
        return None if find_spec("socketio") else "needs the package python-socketio (requirements-bench.txt)"

    def command(self) -> Sequence[str | Path]:
        return serve("uvicorn", "bench.peers.socketio_app:application", self.port)


class Go(Peer):
    @classmethod
    def missing(cls) -> str | None:
        there = shutil.which("go") and (GO_LIBRARIES / "src/github.com/gorilla/websocket").exists()
        libraries = "golang-github-gorilla-websocket-dev golang-github-rs-cors-dev"
        return None if there else f"needs Debian's packages golang-go {libraries}"

    def prepare(self) -> None:
        """Build with Debian's Go packages, without the network. Later builds come from Go's cache."""
        environment = {
            **os.environ,
            "GO111MODULE": "off",
            "GOPATH": str(GO_LIBRARIES),
            "GOCACHE": str(ROOT / "var" / "bench" / "go"),
        }
        subprocess.run(["go", "build", "-o", self.folder / "hub"], cwd=HERE / "go", env=environment, check=True)

    def command(self) -> Sequence[str | Path]:
        return self.folder / "hub", f"127.0.0.1:{self.port}"


class Nchan(Peer):
    stop_signal = signal.SIGTERM  # on SIGKILL the master would leave its worker behind

    @classmethod
    def missing(cls) -> str | None:
        return None if NGINX.exists() and NCHAN.exists() else "needs Debian's packages nginx libnginx-mod-nchan"

    def prepare(self) -> None:
        template = Template((HERE / "nchan.conf").read_text())
        user = pwd.getpwuid(os.geteuid()).pw_name
        (self.folder / "nginx.conf").write_text(template.substitute(user=user, folder=self.folder, port=self.port))

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


def serve(server: Literal["daphne", "uvicorn"], application: str, port: int) -> Sequence[str]:
    if server == "daphne":
        return sys.executable, "-m", "daphne", "-v", "0", "-b", "127.0.0.1", "-p", str(port), application
    return *UVICORN, "--host", "127.0.0.1", "--port", str(port), application
