"""Every refusal of the API has one form: `{"status": "error", "message": …, "errors": {field: […]}, "codigo": …}`."""

from typing import Any

from django.utils.translation import gettext as _
from rest_framework import status
from rest_framework.exceptions import APIException, NotAuthenticated, ValidationError
from rest_framework.response import Response
from rest_framework.settings import api_settings
from rest_framework.views import exception_handler

from turismo.reservas.reglas import ReglaIncumplida

# For programs; they do not change when a sentence does. A broken rule of the domain brings its own.
CODIGOS = {
    status.HTTP_400_BAD_REQUEST: "DATOS_INVALIDOS",
    status.HTTP_401_UNAUTHORIZED: "SIN_SESION",
    status.HTTP_403_FORBIDDEN: "SIN_PERMISO",
    status.HTTP_404_NOT_FOUND: "NO_ENCONTRADO",
    status.HTTP_405_METHOD_NOT_ALLOWED: "METODO_NO_ADMITIDO",
    status.HTTP_406_NOT_ACCEPTABLE: "FORMATO_NO_DISPONIBLE",
    status.HTTP_413_REQUEST_ENTITY_TOO_LARGE: "DEMASIADO_GRANDE",
    status.HTTP_415_UNSUPPORTED_MEDIA_TYPE: "FORMATO_NO_ADMITIDO",
    status.HTTP_429_TOO_MANY_REQUESTS: "DEMASIADAS_PETICIONES",
}


class Conflicto(APIException):
    """A rule of the domain, as HTTP says it."""

    status_code = status.HTTP_409_CONFLICT

    def __init__(self, regla: ReglaIncumplida) -> None:
        super().__init__(str(regla))
        self.codigo = regla.codigo


def responder(exception: Exception, context: dict[str, Any]) -> Response | None:
    if isinstance(exception, ReglaIncumplida):
        exception = Conflicto(exception)
    response = exception_handler(exception, context)
    if response is None:
        return None
    if isinstance(exception, NotAuthenticated):
        # Sessions have no challenge of their own, for which DRF would answer 403: the same as "you may not".
        response.status_code = status.HTTP_401_UNAUTHORIZED
        response["WWW-Authenticate"] = "Session"
    response.data = {
        "status": "error",
        "message": mensaje(exception, response.data),
        "errors": errores(exception),
        "codigo": getattr(exception, "codigo", CODIGOS.get(response.status_code, "ERROR")),
    }
    return response


def mensaje(exception: Exception, data: Any) -> str:
    if isinstance(exception, ValidationError):
        return _("Hay datos que corregir: vea cuáles en «errors».")
    return str(data["detail"])


def errores(exception: Exception) -> Any:
    if not isinstance(exception, ValidationError):
        return {}
    if isinstance(exception.detail, dict):
        return exception.detail
    return {api_settings.NON_FIELD_ERRORS_KEY: exception.detail}
