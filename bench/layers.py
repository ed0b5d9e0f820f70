"""Measure the cost of a connection in each layer between uvicorn and a notification: `python -m bench.layers`.

The process that measures starts uvicorn, which loads `application` from this module: the layer that LAYER names.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import Any

from bench import usage
from bench.crowd import Crowd
from bench.machine import CROWD, SERVER, allow_many_sockets, on
from deploy.parts import ROOT, Part

CONNECTIONS = 1000
WARM = 100  # connections that pay for one-time loading and caching
ROUNDS = 3


async def bare(scope: Any, receive: Any, send: Any) -> None:
    """Accept, then wait for the disconnect: the cost of a socket in uvicorn alone."""
    await receive()
    await send({"type": "websocket.accept"})
    while (await receive())["type"] != "websocket.disconnect":
        pass


def build(layer: str) -> Any:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "turismo.settings")
    django.setup()
    from channels.auth import AuthMiddlewareStack
    from channels.generic.websocket import AsyncWebsocketConsumer
    from channels.routing import ProtocolTypeRouter, URLRouter
    from django.urls import re_path

    from notifications.asgi import websocket

    class Alone(AsyncWebsocketConsumer):
        channel_layer_alias = "none"

    class InAGroup(AsyncWebsocketConsumer):
        groups = ["everyone"]

    def routed(consumer: type[AsyncWebsocketConsumer]) -> Any:
        return URLRouter([re_path(r"^ws$", consumer.as_asgi())])

    layers = {
        "a consumer without a channel layer": routed(Alone),
        "a consumer in a group (in memory)": routed(InAGroup),
        "the same behind AuthMiddlewareStack": AuthMiddlewareStack(routed(InAGroup)),
        "ours: origin, session, hub": websocket,
    }
    return ProtocolTypeRouter({"websocket": layers[layer]})


LAYERS = (
    "uvicorn alone",
    "a consumer without a channel layer",
    "a consumer in a group (in memory)",
    "the same behind AuthMiddlewareStack",
    "ours: origin, session, hub",
)

if layer := os.environ.get("LAYER"):
    application = bare if layer == LAYERS[0] else build(layer)


class Layered(Part):
    name = "layered"

    def __init__(self, folder: Path, layer: str) -> None:
        super().__init__(folder)
        self._layer = layer

    def environment(self) -> Mapping[str, str]:
        database = f"sqlite:///{self.folder}/db.sqlite3"
        return {**os.environ, "LAYER": self._layer, "DEBUG": "true", "DATABASE_URL": database, "LOG_LEVEL": "ERROR"}

    def prepare(self) -> None:
        environment = {**self.environment(), "LAYER": ""}
        migrate = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
        subprocess.run(migrate, check=True, cwd=ROOT, env=environment)

    def command(self) -> Sequence[str | Path]:
        return (
            sys.executable,
            "-m",
            "uvicorn",
            "bench.layers:application",
            "--port",
            str(self.port),
            "--ws",
            "notifications.servers.uvicorn:FrameProtocol",
            "--ws-per-message-deflate",
            "false",
            "--loop",
            "uvloop",
            "--log-level",
            "error",
            "--no-access-log",
        )

    @property
    def pid(self) -> int:
        if self._process is None:
            raise RuntimeError("It is not running.")
        return self._process.pid


def cost(layer: str) -> tuple[float, float]:
    """Return the memory of a connection in kilobytes and its CPU time in microseconds."""
    with tempfile.TemporaryDirectory(prefix="turismo-layers-") as folder:
        part = Layered(Path(folder), layer)
        with on(SERVER):
            part.start()
        crowd = Crowd(part.port)
        try:
            crowd.connect(WARM, "/ws")
            crowd.read_for(0.5)
            memory, cpu = usage.memory(part.pid), usage.cpu(part.pid)
            crowd.connect(CONNECTIONS, "/ws")
            crowd.read_for(1.0)  # the last of them are still being accepted
            grown, spent = usage.memory(part.pid) - memory, usage.cpu(part.pid) - cpu
        finally:
            crowd.close()
            part.stop()
    return grown / CONNECTIONS / 1024, spent / CONNECTIONS * 1e6


def main() -> None:
    allow_many_sockets()
    os.sched_setaffinity(0, {CROWD})
    found: dict[str, list[tuple[float, float]]] = {layer: [] for layer in LAYERS}
    for _ in range(ROUNDS):
        for layer in LAYERS:
            found[layer].append(cost(layer))
    print("| a connection through | memory | CPU |\n|---|---|---|")
    for layer, costs in found.items():
        kilobytes, microseconds = map(median, zip(*costs, strict=True))
        print(f"| {layer} | {kilobytes:.1f} KB | {microseconds:.0f} µs |")


if __name__ == "__main__":
    main()
