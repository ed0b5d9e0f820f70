"""A peer: a server that takes `POST /notify` and tells everyone on `/ws`, pinned to the core that is measured."""

import os
import signal
import sys
from contextlib import suppress
from pathlib import Path
from typing import ClassVar

from bench.machine import SERVER, on
from deploy.parts import Part, Redis

# All that run on uvicorn get the flags of `make serve` but the lane; its default, to compress each frame for each
# socket, would make the others look worse.
UVICORN = (
    *(sys.executable, "-m", "uvicorn", "--ws", "websockets-sansio", "--ws-per-message-deflate", "false"),
    *("--loop", "uvloop", "--no-access-log", "--log-level", "warning"),
)


class Measured(Part):
    """Whose process can be looked at."""

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid


class Layer(Measured, Redis):
    """The Redis of the channel layers."""


class Peer(Measured):
    """Its defaults are those of the document's server; a new one is made for each run."""

    goodbye = signal.SIGKILL  # nothing of it is needed any more
    ws: ClassVar[str] = "/ws"
    notify: ClassVar[str] = "/notify"
    hello: ClassVar[bytes] = b""  # see Crowd
    welcome: ClassVar[bytes] = b""
    headers: str = ""

    def __init__(self, name: str, folder: Path) -> None:
        self.name = name  # there are several of one class
        super().__init__(folder)

    @classmethod
    def missing(cls) -> str | None:
        """Why it cannot run here."""
        return None

    def start(self) -> None:
        with on(SERVER):
            super().start()

    def stop(self, how: signal.Signals | None = None) -> int:
        group = self._process and self._process.pid
        code = super().stop(how)
        if group:
            with suppress(ProcessLookupError):
                os.killpg(group, signal.SIGKILL)  # its children, who would go on without it
        return code
