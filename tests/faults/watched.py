"""A server whose memory and exit code are observed from outside."""

import os
import signal
from pathlib import Path

from tests.servers import Server


class Watched(Server):
    @property
    def memory(self) -> int:
        """Resident bytes."""
        assert self._process
        pages = int(Path(f"/proc/{self._process.pid}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGESIZE")

    def leave(self, patience: float) -> int:
        """Send SIGTERM and return the exit code. Raise TimeoutExpired if it does not end."""
        assert self._process
        self._process.send_signal(signal.SIGTERM)
        return self._process.wait(patience)
