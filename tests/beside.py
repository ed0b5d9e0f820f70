"""Python beside a server, on its database: a process that is started once and asked often, for starting takes seconds.

Both ends are here. A question is a line of JSON, a text with code; an answer is what it printed, and how it failed.
"""

import io
import json
import subprocess
import sys
import traceback
from collections.abc import Mapping
from contextlib import redirect_stdout

from deploy.parts import ROOT


class Beside:
    def __init__(self, environment: Mapping[str, str]) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.beside"],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def run(self, code: str) -> str:
        """What it printed; raises where it fails."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps(code) + "\n")
        self._process.stdin.flush()
        printed, failure = json.loads(self._process.stdout.readline())
        if failure:
            raise RuntimeError(f"{printed}{failure}")
        return str(printed)

    def close(self) -> None:
        self._process.communicate()  # it ends where its questions do


def answer() -> None:
    import django

    django.setup()
    from django.db import connections

    answers = sys.stdout
    for line in sys.stdin:
        failure = ""
        with redirect_stdout(said := io.StringIO()):
            try:
                exec(json.loads(line), {})  # noqa: S102  (it is the tests' own)
            except Exception:
                failure = traceback.format_exc()
            connections.close_all()  # as if the process had ended
        print(json.dumps([said.getvalue(), failure]), file=answers, flush=True)


if __name__ == "__main__":
    answer()
