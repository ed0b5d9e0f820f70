"""Turn every exception of a view into a problem (RFC 9457), the one form that `problems` describes."""

from collections.abc import Iterator
from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _
from rest_framework.exceptions import APIException, NotFound, Throttled, ValidationError
from rest_framework.response import Response
from rest_framework.settings import api_settings
from rest_framework.views import exception_handler

from turismo.reglas import ReglaIncumplida

from .problems import CODES, MEDIA_TYPE, problem_body

GENERAL = "general"  # the key for errors of the whole rather than of one field


class BrokenRule(APIException):
    def __init__(self, regla: ReglaIncumplida) -> None:
        super().__init__(str(regla))
        self.status_code = regla.status_code
        self.codigo = regla.codigo


def problem_response(exception: Exception, context: dict[str, Any]) -> Response | None:
    """DRF's EXCEPTION_HANDLER. None leaves an unexpected exception to Django, which answers 500."""
    exception = as_api_exception(exception)
    response = exception_handler(exception, context)
    if response is None:
        return None
    codigo = getattr(exception, "codigo", None) or CODES.get(response.status_code, "DATOS_INVALIDOS")
    detail = detail_of(exception, response.data)
    response.data = problem_body(response.status_code, codigo, detail, context["request"].path)
    if isinstance(exception, ValidationError):
        response.data["errores"] = dict(errors_by_field(exception.detail))
    response.data |= getattr(exception, "extra", {})
    response.content_type = MEDIA_TYPE
    return response


def as_api_exception(exception: Exception) -> Exception:
    match exception:
        case ReglaIncumplida():
            return BrokenRule(exception)
        case Http404():
            return NotFound(_("No existe, o no está a su alcance."))
    return exception


def detail_of(exception: Exception, data: Any) -> str:
    match exception:
        case ValidationError():
            return _("Hay datos que corregir: vea cuáles en «errores».")
        case Throttled():
            return _("Ha hecho demasiadas peticiones: espere lo que dice Retry-After, en segundos.")
    return str(data["detail"])


def errors_by_field(detail: Any, path: str = "") -> Iterator[tuple[str, list[str]]]:
    """Yield `("lineas[0].cantidad", [sentences])` for each field in error, at any depth."""
    if isinstance(detail, dict):
        for name, child in detail.items():
            yield from errors_by_field(child, child_path(path, name))
    elif any(isinstance(child, dict) for child in detail):
        for n, child in enumerate(detail):
            yield from errors_by_field(child, child_path(path, n))
    else:
        yield path or GENERAL, [str(sentence) for sentence in detail]


def child_path(path: str, name: str | int) -> str:
    if isinstance(name, int):
        return f"{path}[{name}]"
    name = GENERAL if name == api_settings.NON_FIELD_ERRORS_KEY else name
    return f"{path}.{name}" if path else name
