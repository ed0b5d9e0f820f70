"""Export: rows as a spreadsheet, sent while they are read, however many there are."""

import csv
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.http import HttpRequest, StreamingHttpResponse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

BOM = "\ufeff"  # without it Excel takes UTF-8 for another encoding
# A spreadsheet runs what begins like this as a formula, and travellers write their names themselves.
FORMULAS = ("=", "+", "-", "@", "\t", "\r", "\n")
DE_UNA_VEZ = 500

Columnas = Mapping[str | Promise, Callable[[Any], Any]]


class Eco:
    """A file that hands back what is written to it: a writer of CSV wants one."""

    def write(self, linea: str) -> str:
        return linea


def planilla(request: HttpRequest, filas: QuerySet[Any], columnas: Columnas) -> StreamingHttpResponse:
    """Who takes people's data out of the house is noted down."""
    opciones = filas.model._meta
    LogEntry.objects.create(
        user=request.user,  # type: ignore[misc]
        content_type=ContentType.objects.get_for_model(filas.model),
        object_repr=str(opciones.verbose_name_plural),
        action_flag=CHANGE,
        change_message=_("Exportar a CSV: %(n)d") % {"n": filas.count()},
    )
    nombre = f"{opciones.model_name}s-{timezone.localdate():%Y-%m-%d}.csv"
    return StreamingHttpResponse(
        lineas(filas, columnas),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{nombre}"'},
    )


def lineas(filas: QuerySet[Any], columnas: Columnas) -> Iterator[str]:
    escribir = csv.writer(Eco()).writerow
    yield BOM + escribir([str(titulo) for titulo in columnas])
    for fila in filas.iterator(chunk_size=DE_UNA_VEZ):
        yield escribir([celda(valor(fila)) for valor in columnas.values()])


def celda(valor: Any) -> str:
    if valor is None:
        return ""
    texto = str(valor)
    return f"'{texto}" if isinstance(valor, str) and texto.startswith(FORMULAS) else texto
