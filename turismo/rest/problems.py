"""Describe every refusal of the API as a problem type (RFC 9457) with a code that outlives its wording."""

from collections.abc import Iterator
from typing import Any, NamedTuple, cast

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import APIException

from turismo.reglas import ReglaIncumplida

MEDIA_TYPE = "application/problem+json"
BASE_URI = "/api/problemas/"  # the catalogue of problem types, in `turismo.api`

TITLES: dict[int, Promise] = {
    400: _("Hay algo que corregir en la petición"),
    401: _("Hace falta iniciar sesión"),
    403: _("No está permitido"),
    404: _("No se encuentra"),
    405: _("Ese método no existe aquí"),
    406: _("No hay respuesta en ese formato"),
    409: _("El estado actual no lo permite"),
    412: _("Cambió mientras tanto"),
    413: _("Demasiado grande"),
    415: _("Ese formato no se lee"),
    422: _("La clave ya sirvió para otra petición"),
    428: _("Falta decir sobre qué versión"),
    429: _("Demasiadas peticiones"),
    500: _("Fallo del servidor"),
    503: _("No responde en este momento"),
}
# Codes for refusals of HTTP itself; a `Problem` and a `ReglaIncumplida` have codes of their own.
CODES = {
    400: "DATOS_INVALIDOS",
    401: "SIN_SESION",
    403: "SIN_PERMISO",
    404: "NO_ENCONTRADO",
    405: "METODO_NO_ADMITIDO",
    406: "FORMATO_NO_DISPONIBLE",
    413: "DEMASIADO_GRANDE",
    415: "FORMATO_NO_ADMITIDO",
    429: "DEMASIADAS_PETICIONES",
    500: "FALLO_INTERNO",
    503: "SERVICIO_AUSENTE",  # sent by the load balancer when no web process answers
}


class Problem(APIException):
    """A refusal with a code of its own."""

    codigo: str

    @property
    def extra(self) -> dict[str, Any]:
        """Further members of the answer."""
        return {}


class ProblemType(NamedTuple):
    """A problem type, as its address shows it."""

    codigo: str
    status: int
    title: str | Promise
    detail: str | Promise


def problem_types() -> dict[str, ProblemType]:
    """By code. Complete once the apps that declare problems and rules are imported."""
    return {problem_type.codigo: problem_type for problem_type in all_problem_types()}


def all_problem_types() -> Iterator[ProblemType]:
    for status, codigo in CODES.items():
        yield ProblemType(codigo, status, TITLES[status], "")
    for problem in Problem.__subclasses__():
        status = problem.status_code
        yield ProblemType(problem.codigo, status, TITLES[status], cast(Promise, problem.default_detail))
    for regla in ReglaIncumplida.__subclasses__():
        yield ProblemType(regla.codigo, regla.status_code, TITLES[regla.status_code], regla.mensaje)


def problem_type_of(refusal: type[ReglaIncumplida] | type[Problem]) -> ProblemType:
    return problem_types()[refusal.codigo]


def problem_body(status: int, codigo: str, detail: str, instance: str) -> dict[str, Any]:
    return {
        "type": f"{BASE_URI}{codigo}",
        "title": str(TITLES[status]),
        "status": status,
        "detail": detail,
        "codigo": codigo,
        "instance": instance,
    }
