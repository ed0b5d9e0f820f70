"""Simulate travellers and operators: `manage.py simular --ritmo 30`, beside a running server."""

import logging
import signal
import time
from argparse import ArgumentParser, ArgumentTypeError
from random import Random
from threading import Event
from types import FrameType
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, close_old_connections
from django.utils import timezone

from turismo.demo.simulacion.guion import Guion

logger = logging.getLogger(__name__)

RITMO = 30  # acts a minute
MUCHO = 86400


def positivo(texto: str) -> float:
    try:
        valor = float(texto)
    except ValueError:
        valor = 0
    if not 0 < valor <= MUCHO:
        raise ArgumentTypeError(f"un número mayor que cero y hasta {MUCHO}, no {texto!r}")
    return valor


class Command(BaseCommand):
    help = "Hace vivir la demostración: viajeros y operación actúan solos, hasta SIGTERM o Ctrl-C."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--ritmo", type=positivo, default=RITMO, metavar="N", help="actos por minuto, de media")
        parser.add_argument("--durante", type=positivo, metavar="SEGUNDOS", help="si falta, hasta que se le pida parar")
        parser.add_argument("--semilla", type=int, help="la misma, en la misma plataforma, representa lo mismo")
        parser.add_argument(
            "--si-de-verdad", action="store_true", help="también sin DEBUG, donde vende plazas que alguien querrá"
        )

    def handle(
        self, *, ritmo: float, durante: float | None, semilla: int | None, si_de_verdad: bool, **options: Any
    ) -> None:
        if not (settings.DEBUG or si_de_verdad):
            raise CommandError("Esto reserva y cancela en la base de datos, y DEBUG no está activo: --si-de-verdad.")
        self.parar = Event()
        for senal in (signal.SIGTERM, signal.SIGINT):
            signal.signal(senal, self.despedirse)
        pausa = 60 / ritmo
        fin = time.monotonic() + durante if durante else float("inf")
        self.representar(Guion(semilla), pausa, fin)
        self.stdout.write("Fin de la simulación.")

    def despedirse(self, numero: int, _donde: FrameType | None) -> None:
        self.parar.set()

    def representar(self, guion: Guion, pausa: float, fin: float) -> None:
        compas = Random()  # a separate generator, so that the pauses do not change the acts
        while not self.parar.is_set() and (quedan := fin - time.monotonic()) > 0:
            self.un_acto(guion)
            self.parar.wait(min(pausa * compas.uniform(0.5, 1.5), quedan))

    def un_acto(self, guion: Guion) -> None:
        close_old_connections()  # the database may have restarted: drop broken connections
        try:
            if dicho := guion.actuar():
                self.stdout.write(f"{timezone.localtime():%H:%M:%S} {dicho}")
        except OperationalError as error:
            logger.warning("The database is unavailable, the simulation continues later: %s", error)
