"""Expire overdue holds in time to notify their customers; sales do not depend on it."""

import logging
import signal
from argparse import ArgumentParser, ArgumentTypeError
from threading import Event
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand
from django.db import OperationalError, close_old_connections

from turismo.reservas.dominio.vencimientos import expirar_vencidas

logger = logging.getLogger(__name__)


def segundos(texto: str) -> float:
    try:
        valor = float(texto)
    except ValueError:
        valor = 0
    if not 0 < valor <= 86400:
        raise ArgumentTypeError(f"de 1 a 86400 segundos, no {texto!r}")
    return valor


class Command(BaseCommand):
    help = "Expira las reservas que nadie confirmó a tiempo: una vez o, con --cada, hasta que se le pida parar."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--cada", type=segundos, metavar="SEGUNDOS", help="repite, con esa pausa, hasta SIGTERM")

    def handle(self, *, cada: float | None, **options: Any) -> None:
        if cada is None:
            self.stdout.write(f"{expirar_vencidas()} reservas expiradas.")
        else:
            self.repetir(cada)

    def repetir(self, cada: float) -> None:
        parar = Event()

        def despedirse(numero: int, _donde: FrameType | None) -> None:
            parar.set()

        for senal in (signal.SIGTERM, signal.SIGINT):
            signal.signal(senal, despedirse)
        self.stdout.write(f"Cada {cada:g} segundos.")
        while not parar.is_set():
            self.una_vuelta()
            parar.wait(cada)

    def una_vuelta(self) -> None:
        close_old_connections()  # the database may have restarted: drop broken connections
        try:
            if expiradas := expirar_vencidas():
                self.stdout.write(f"{expiradas} reservas expiradas.")
        except OperationalError as error:
            logger.warning("The database is unavailable, holds expire later: %s", error)
