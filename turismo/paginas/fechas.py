"""Formats of dates and times in each language, most of which Django does not have."""

from datetime import date, datetime, timedelta

from django.utils import dateformat

from turismo.catalogo.models.idioma import reads_english

FORMATOS = {
    "es": {
        "hora": "H:i",
        "dia": r"l j \d\e F",
        "corta": "D j b, H:i",
        "larga": r"l j \d\e F, H:i",
        "entera": r"l j \d\e F \d\e Y, H:i",
        "mes": r"F \d\e Y",
    },
    "en": {
        "hora": "H:i",
        "dia": "l j F",
        "corta": "D j M, H:i",
        "larga": "l j F, H:i",
        "entera": "l j F Y, H:i",
        "mes": "F Y",
    },
}


def escribir(cuando: date, formato: str) -> str:
    """In the time zone of `cuando`; Django's filter `date` would convert it to the current one."""
    idioma = "en" if reads_english() else "es"
    return dateformat.format(cuando, FORMATOS[idioma][formato])


def zona_dicha(momento: datetime) -> str:
    """`UTC−4`, `UTC+5:45`."""
    minutos = round((momento.utcoffset() or timedelta()).total_seconds() / 60)
    horas, resto = divmod(abs(minutos), 60)
    signo = "−" if minutos < 0 else "+"
    return f"UTC{signo}{horas}" + (f":{resto:02d}" if resto else "")
