"""Refuse: whatever stands in the way of a request becomes the one form that `problemas` describes."""

from collections.abc import Iterator
from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _
from rest_framework.exceptions import APIException, NotFound, Throttled, ValidationError
from rest_framework.response import Response
from rest_framework.settings import api_settings
from rest_framework.views import exception_handler

from turismo.reglas import ReglaIncumplida

from .problems import CODIGOS, MEDIA_TYPE, cuerpo

GENERAL = "general"  # what is wrong with the whole rather than with a field of it


class ReglaEnHttp(APIException):
    def __init__(self, regla: ReglaIncumplida) -> None:
        super().__init__(str(regla))
        self.status_code = regla.status_code
        self.codigo = regla.codigo


def responder(exception: Exception, context: dict[str, Any]) -> Response | None:
    exception = en_http(exception)
    response = exception_handler(exception, context)
    if response is None:
        return None
    codigo = getattr(exception, "codigo", None) or CODIGOS.get(response.status_code, "DATOS_INVALIDOS")
    detail = detalle(exception, response.data)
    response.data = cuerpo(response.status_code, codigo, detail, context["request"].path)
    if isinstance(exception, ValidationError):
        response.data["errores"] = dict(por_campo(exception.detail))
    response.data |= getattr(exception, "datos", {})
    response.content_type = MEDIA_TYPE
    return response


def en_http(exception: Exception) -> Exception:
    """The same, in words of HTTP; what is not a refusal stays what it is."""
    match exception:
        case ReglaIncumplida():
            return ReglaEnHttp(exception)
        case Http404():
            return NotFound(_("No existe, o no está a su alcance."))
    return exception


def detalle(exception: Exception, data: Any) -> str:
    match exception:
        case ValidationError():
            return _("Hay datos que corregir: vea cuáles en «errores».")
        case Throttled():
            return _("Ha hecho demasiadas peticiones: espere lo que dice Retry-After, en segundos.")
    return str(data["detail"])


def por_campo(detail: Any, campo: str = "") -> Iterator[tuple[str, list[str]]]:
    """`("lineas[0].cantidad", [sentences])`, however deep the field lies."""
    if isinstance(detail, dict):
        for nombre, dentro in detail.items():
            yield from por_campo(dentro, dentro_de(campo, nombre))
    elif any(isinstance(dentro, dict) for dentro in detail):
        for n, dentro in enumerate(detail):
            yield from por_campo(dentro, dentro_de(campo, n))
    else:
        yield campo or GENERAL, [str(frase) for frase in detail]


def dentro_de(campo: str, nombre: str | int) -> str:
    if isinstance(nombre, int):
        return f"{campo}[{nombre}]"
    nombre = GENERAL if nombre == api_settings.NON_FIELD_ERRORS_KEY else nombre
    return f"{campo}.{nombre}" if campo else nombre
