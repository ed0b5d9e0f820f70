"""Create the departures of a season: `manage.py generar_salidas valle-sagrado --desde … --hasta … --dias lu,mi,vi …`"""

from argparse import ArgumentParser, ArgumentTypeError
from datetime import date, time
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from turismo.catalogo.generacion import Plan, generar
from turismo.catalogo.models import Guia, Tour
from turismo.reglas import ReglaIncumplida

DIAS = ("lu", "ma", "mi", "ju", "vi", "sa", "do")
CAPACIDAD_MAXIMA = 32767  # of its column, a PositiveSmallIntegerField


def fecha(texto: str) -> date:
    try:
        return date.fromisoformat(texto)
    except ValueError as error:
        raise ArgumentTypeError(f"una fecha se escribe 2027-01-31, no {texto!r}") from error


def hora(texto: str) -> time:
    try:
        una = time.fromisoformat(texto)
    except ValueError as error:
        raise ArgumentTypeError(f"una hora se escribe 08:00, no {texto!r}") from error
    if una.tzinfo:
        raise ArgumentTypeError("la hora es la del destino, sin zona")
    return una


def dias(texto: str) -> frozenset[int]:
    palabras = [palabra.strip().lower() for palabra in texto.split(",")]
    if desconocidas := [palabra for palabra in palabras if palabra not in DIAS]:
        raise ArgumentTypeError(f"los días son {','.join(DIAS)}; no {','.join(desconocidas)!r}")
    return frozenset(DIAS.index(palabra) for palabra in palabras)


def capacidad(texto: str) -> int:
    if not texto.isdecimal() or not 1 <= int(texto) <= CAPACIDAD_MAXIMA:
        raise ArgumentTypeError(f"un número de plazas de 1 a {CAPACIDAD_MAXIMA}, no {texto!r}")
    return int(texto)


class Command(BaseCommand):
    help = (
        "Crea las salidas de un tour entre dos fechas, a la hora del destino. Las que ya existen se dejan como están."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("tour", help="su dirección: valle-sagrado")
        parser.add_argument("--desde", type=fecha, required=True, help="2027-01-01")
        parser.add_argument("--hasta", type=fecha, required=True, help="2027-03-31, incluido")
        parser.add_argument("--dias", type=dias, default=frozenset(range(7)), help="lu,mi,vi; si falta, todos")
        parser.add_argument("--hora", type=hora, required=True, help="08:00, en el destino")
        parser.add_argument("--capacidad", type=capacidad, required=True, help="plazas de cada una")
        parser.add_argument("--guia", help="su dirección: nilda-quispe")

    def handle(self, *, tour: str, guia: str | None, **options: Any) -> None:
        plan = Plan(
            tour=uno(Tour, tour),
            guia=uno(Guia, guia) if guia else None,
            **{campo: options[campo] for campo in ("desde", "hasta", "dias", "hora", "capacidad")},
        )
        try:
            nuevas = generar(plan)
        except ReglaIncumplida as regla:
            raise CommandError(f"{regla} No se creó ninguna salida.") from regla
        for salida in nuevas:
            self.stdout.write(str(salida))
        self.stdout.write(f"{len(nuevas)} salidas nuevas.")


def uno(modelo: type[Tour] | type[Guia], slug: str) -> Any:
    try:
        return modelo.objects.get(slug=slug)
    except modelo.DoesNotExist as error:
        raise CommandError(f"No hay ningún {modelo._meta.verbose_name} con la dirección {slug!r}.") from error
