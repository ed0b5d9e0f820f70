"""A server whose memory and exit code are observed from outside."""

import os
import signal
from pathlib import Path

from tests.servers import Server


class Watched(Server):
    @property
    def memory(self) -> int:
        """Bytes that are resident."""
        assert self._process
        pages = int(Path(f"/proc/{self._process.pid}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGESIZE")

    def leave(self, patience: float) -> int:
        """Tells it to stop, and returns its exit code; raises TimeoutExpired where it does not."""
        assert self._process
        self._process.send_signal(signal.SIGTERM)
        return self._process.wait(patience)
