"""The action that exports rows to a CSV file, sent while they are read, so that any number of rows fits in memory."""

import csv
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.http import HttpRequest, StreamingHttpResponse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .acciones import Accion

BOM = "\ufeff"  # without it Excel takes UTF-8 for another encoding
# A spreadsheet runs a cell that begins like this as a formula, and travellers type their names themselves.
FORMULAS = ("=", "+", "-", "@", "\t", "\r", "\n")
DE_UNA_VEZ = 500

Columnas = Mapping[str | Promise, Callable[[Any], Any]]


class Eco:
    """A file that returns each written line, for `csv.writer()`, which needs a file."""

    def write(self, linea: str) -> str:
        return linea


def exportar(columnas: Columnas) -> Accion:
    """The same action for each model; `columnas` maps the title of a column to the value in a row."""
    return Accion(
        "exportar",
        _("Exportar a CSV"),
        lambda pedido: planilla(pedido.request, pedido.filas, columnas),
        permisos=["view"],
    )


def planilla(request: HttpRequest, filas: QuerySet[Any], columnas: Columnas) -> StreamingHttpResponse:
    """The rows as a download. A log entry tells which operator exported personal data, and how many rows."""
    opciones = filas.model._meta
    LogEntry.objects.create(
        user=request.user,  # type: ignore[misc]
        content_type=ContentType.objects.get_for_model(filas.model),
        object_repr=str(opciones.verbose_name_plural),
        action_flag=CHANGE,
        change_message=gettext("Exportar a CSV: %(n)d") % {"n": filas.count()},
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
