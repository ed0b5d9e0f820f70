"""Check that each departure's counter of seats matches its reservations; run it by a timer or by hand."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from turismo.reservas.dominio.conciliacion import Deriva, derivas, recontar


class Command(BaseCommand):
    help = "Compara las plazas ocupadas de cada salida con sus reservas; si algo no cuadra, lo dice y termina con 1."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--corregir", action="store_true", help="vuelve a contar las que no cuadran")

    def handle(self, *, corregir: bool, **options: Any) -> None:
        malas = list(derivas())
        quedan = [deriva for deriva in malas if not (corregir and self.corregida(deriva))]
        for deriva in quedan:
            self.stderr.write(
                f"{deriva.salida}: cuenta {deriva.salida.plazas_ocupadas} plazas ocupadas y tiene reservadas "
                f"{deriva.reservadas} (capacidad {deriva.salida.capacidad})."
            )
        if quedan:
            raise CommandError(f"{len(quedan)} salidas no cuadran.")
        self.stdout.write("Todas las salidas cuadran.")

    def corregida(self, deriva: Deriva) -> bool:
        if not deriva.cabe:
            return False  # more seats are sold than exist: a person has to decide
        recontar(deriva)
        self.stdout.write(f"{deriva.salida}: {deriva.salida.plazas_ocupadas} → {deriva.reservadas}")
        return True
