"""Save rows in a process of its own, as a maintenance script would. Their names carry the stamp."""

import time

from django.utils.text import slugify

from bench.crowd import DIGITS, MARK
from turismo.catalogo.models import Destino

PAUSE = 0.05


def save(rows: int) -> None:
    for _ in range(rows):
        stamp = f"{time.monotonic_ns():0{DIGITS}}"
        Destino.objects.create(
            nombre=f"Destino {MARK.decode()}{stamp}",
            slug=slugify(stamp),
            pais="PE",
            zona_horaria="America/Lima",
            estado="publicado",
        )
        time.sleep(PAUSE)
