"""Renew the suggestions for travellers; run it once a day."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from turismo.recomendaciones.sugerencias import recomendar
from turismo.usuarios.models import Usuario


class Command(BaseCommand):
    help = "Renueva las sugerencias de los viajeros: unos pocos tours a la venta, cada uno con su motivo."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--usuario", metavar="USERNAME", help="solo las de este usuario")

    def handle(self, *, usuario: str | None, **options: Any) -> None:
        usuarios = Usuario.objects.all()
        if usuario is not None:
            usuarios = usuarios.filter(username=usuario)
            if not usuarios.exists():
                raise CommandError(f"No hay ningún usuario que se llame {usuario!r}.")
        self.stdout.write(f"Sugerencias nuevas: {recomendar(usuarios)}.")
