"""Problems: every way in which the API says no (RFC 9457), each with a code that stays when its sentence changes."""

from collections.abc import Iterator
from typing import Any, NamedTuple, cast

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import APIException

from turismo.reglas import ReglaIncumplida

MEDIA_TYPE = "application/problem+json"
DIRECCION = "/api/problemas/"

TITULOS: dict[int, Promise] = {
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
# Of what HTTP itself refuses; a broken rule of the domain brings its own code.
CODIGOS = {
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
    503: "SERVICIO_AUSENTE",  # which the balancer says: none of us was there to answer
}


class Problema(APIException):
    """A refusal that has a code of its own."""

    codigo: str

    @property
    def datos(self) -> dict[str, Any]:
        """What else the answer says."""
        return {}


class Clase(NamedTuple):
    """A kind of problem, as its address describes it."""

    codigo: str
    status: int
    title: str | Promise
    detail: str | Promise


def clases() -> dict[str, Clase]:
    return {clase.codigo: clase for clase in todas()}


def todas() -> Iterator[Clase]:
    for status, codigo in CODIGOS.items():
        yield Clase(codigo, status, TITULOS[status], "")
    for problema in Problema.__subclasses__():
        status = problema.status_code
        yield Clase(problema.codigo, status, TITULOS[status], cast(Promise, problema.default_detail))
    for regla in ReglaIncumplida.__subclasses__():
        status = regla.status_code
        yield Clase(regla.codigo, status, TITULOS[status], regla.mensaje)


def clase_de(rechazo: type[ReglaIncumplida] | type[Problema]) -> Clase:
    return clases()[rechazo.codigo]


def cuerpo(status: int, codigo: str, detail: str, instance: str) -> dict[str, Any]:
    return {
        "type": f"{DIRECCION}{codigo}",
        "title": str(TITULOS[status]),
        "status": status,
        "detail": detail,
        "codigo": codigo,
        "instance": instance,
    }
