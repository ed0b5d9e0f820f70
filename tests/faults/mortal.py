"""A web process that dies by its own hand at a chosen place, and another in its stead, as often as it is told to.

`python -m tests.faults.mortal PORT SEED PLACE...` loads the platform once and forks a uvicorn for each life, all on
one listening socket, so that fifty deaths take seconds: a client that connects between two lives is accepted by the
next. After the last of the places comes a life that nothing cuts short.
"""

import os
import re
import signal
import socket
import sys
import time
from collections.abc import Callable, Sequence
from random import Random
from typing import Any, NoReturn

import uvicorn
from django.db import transaction

from tests.servers import Server
from turismo.asgi import application  # loads the apps, so it comes before imports of models

from notifications.log import relay  # isort: skip
from notifications.models import Notification  # isort: skip

LIFE = 0.05, 0.5  # seconds until it is killed, at an arbitrary place


def kill_me(*_: object, **__: object) -> NoReturn:
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError("still here")


def number_never() -> None:
    if Notification.objects.filter(seq=None).exists():
        kill_me()


# The places: an owner, the name of its function, and the function that kills the process there.
PLACES: dict[str, tuple[Any, str, Callable[..., Any]]] = {
    "before the commit": (transaction, "on_commit", kill_me),
    "before the relay": (relay, "number_pending", number_never),
    "before the numbers are committed": (relay, "insert_addresses", kill_me),
    "before the ring": (relay, "ring", kill_me),
}
ANYWHERE = "anywhere"


class Mortal(Server):
    """The platform on uvicorn, for as many lives as there are `places`."""

    name = "mortal"

    def __init__(self, places: Sequence[str], seed: int, env: dict[str, str]) -> None:
        super().__init__(kind="uvicorn", env=env)
        self._arguments = [str(self.port), str(seed), *places]

    def command(self) -> list[str]:
        return [sys.executable, "-m", "tests.faults.mortal", *self._arguments]

    @property
    def deaths(self) -> list[str]:
        return re.findall(r"^Killed (.*)$", self.log.read_text(), re.MULTILINE)


def main(port: int, seed: int, places: Sequence[str]) -> None:
    door = socket.create_server(("127.0.0.1", port), backlog=100)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("told to stop before the last life"))
    rng = Random(seed)
    for place in places:
        child = begin_life(door, place)
        try:
            if place == ANYWHERE:
                time.sleep(rng.uniform(*LIFE))
                os.kill(child, signal.SIGKILL)
            _, status = os.waitpid(child, 0)
        except SystemExit:
            os.kill(child, signal.SIGKILL)
            raise
        if not (os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL):
            sys.exit(f"It should have been killed {place}, and ended with {status}.")
        print(f"Killed {place}", flush=True)
    live(door)


def begin_life(door: socket.socket, place: str) -> int:
    child = os.fork()
    if child == 0:
        if place in PLACES:
            owner, name, instead = PLACES[place]
            if not hasattr(owner, name):
                os._exit(1)  # the attribute has moved
            setattr(owner, name, instead)
        live(door)
        os._exit(0)
    return child


def live(door: socket.socket) -> None:
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    uvicorn.Server(uvicorn.Config(application, ws="websockets-sansio")).run(sockets=[door])


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3:])
