"""A peer: a server that broadcasts `POST /notify` to all clients on `/ws`, pinned to the measured core."""

import os
import signal
import sys
from contextlib import suppress
from pathlib import Path
from typing import ClassVar

from bench.machine import SERVER, on
from deploy.parts import Part, Redis

# All peers on uvicorn get the flags of `make serve` except the lane. uvicorn's default, compressing each frame for each
# socket, would make the others look worse.
UVICORN = (
    sys.executable,
    "-m",
    "uvicorn",
    "--ws",
    "websockets-sansio",
    "--ws-per-message-deflate",
    "false",
    "--loop",
    "uvloop",
    "--no-access-log",
    "--log-level",
    "warning",
)


class Measured(Part):
    """A part whose process id is known."""

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid


class Layer(Measured, Redis):
    """The Redis of the channel layers."""


class Peer(Measured):
    """A measured server. The defaults are those of the document's server. Each run makes a new one."""

    stop_signal = signal.SIGKILL  # its state is not needed any more
    ws: ClassVar[str] = "/ws"
    notify: ClassVar[str] = "/notify"
    hello: ClassVar[bytes] = b""  # see Crowd
    welcome: ClassVar[bytes] = b""
    headers: str = ""

    def __init__(self, name: str, folder: Path) -> None:
        self.name = name  # several peers share a class
        super().__init__(folder)

    @classmethod
    def missing(cls) -> str | None:
        """Return why it cannot run on this machine, or None."""
        return None

    def start(self) -> None:
        with on(SERVER):
            super().start()

    def stop(self, how: signal.Signals | None = None) -> int:
        group = self._process and self._process.pid
        code = super().stop(how)
        if group:
            with suppress(ProcessLookupError):
                os.killpg(group, signal.SIGKILL)  # child processes would outlive it
        return code
