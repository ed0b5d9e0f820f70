"""The reason for a suggestion, as a code and parameters; `frase` writes the sentence when it is read."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from django.db import models
from django.utils.formats import date_format, number_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from turismo.catalogo.models.idioma import reads_english


class Motivo(models.TextChoices):
    """The strongest first: of two reasons with the same weight, the first is chosen."""

    JUNTOS = "juntos", _("reservas en común")
    DESTINO = "destino", _("mismo destino")
    VALORADO = "valorado", _("buenas valoraciones")
    PRONTO = "pronto", _("próxima salida")


# Each follows a colon: «Le puede gustar Valle Sagrado: …»
FRASES: dict[str, Promise] = {
    Motivo.JUNTOS: _("quienes reservaron %(tour)s también lo reservaron"),
    Motivo.DESTINO: _("está en %(destino)s, un destino que usted ya eligió"),
    Motivo.VALORADO: _("sus viajeros lo valoran con %(media)s de 5"),
    Motivo.PRONTO: _("sale pronto, el %(fecha)s"),
}

# Parameters that are formatted by language.
LEGIBLES: dict[str, Callable[[str], str]] = {
    "media": lambda media: number_format(Decimal(media), 1),
    "fecha": lambda fecha: date_format(date.fromisoformat(fecha), "MONTH_DAY_FORMAT"),
}


class Nombre(NamedTuple):
    es: str
    en: str  # may be empty


def llamado(parametro: str, nombre: Nombre) -> dict[str, str]:
    """Both names, of which `frase` takes the one in the active language."""
    return {parametro: nombre.es, f"{parametro}_en": nombre.en}


def frase(motivo: str, parametros: Mapping[str, str]) -> str:
    en_ingles = reads_english()
    legibles = {
        nombre: LEGIBLES.get(nombre, str)((en_ingles and parametros.get(f"{nombre}_en")) or valor)
        for nombre, valor in parametros.items()
    }
    return str(FRASES[motivo]) % legibles
