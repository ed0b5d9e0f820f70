"""Run Python beside a server, on its database, in one process for many questions: starting one takes seconds.

This module has both ends. A question is a line of JSON, a string of code. An answer is its output and its traceback.
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
        """Run code and return its output. Raise RuntimeError with the traceback if it fails."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps(code) + "\n")
        self._process.stdin.flush()
        printed, failure = json.loads(self._process.stdout.readline())
        if failure:
            raise RuntimeError(f"{printed}{failure}")
        return str(printed)

    def close(self) -> None:
        self._process.communicate()  # the process ends at the end of its input


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
