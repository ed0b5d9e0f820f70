"""Nobody overwrites what they have not seen: a change names the version it was decided on, in `If-Match`."""

from typing import Any

from django.utils.http import parse_etags
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from rest_framework import status
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request

from turismo.reglas import VersionDistinta

from .problems import Problema

IF_MATCH = "If-Match"


class FaltaVersion(Problema):
    status_code = status.HTTP_428_PRECONDITION_REQUIRED
    default_detail = _("Diga en If-Match qué versión ha visto: la que llegó en ETag.")
    codigo = "FALTA_VERSION"


class OtraVersion(Problema):
    """Says what it has become, so that nobody has to ask again."""

    status_code = status.HTTP_412_PRECONDITION_FAILED
    default_detail = _("Alguien lo cambió mientras tanto: en «actual» está como es ahora.")
    codigo = VersionDistinta.codigo

    def __init__(self, actual: Any) -> None:
        super().__init__()
        self.actual = actual

    @property
    def datos(self) -> dict[str, Any]:
        return {"actual": self.actual}


def etag(version: int) -> str:
    return f'"{version}"'


def exigir_version(request: Request, actual: int) -> None:
    """Raises FaltaVersion, or VersionDistinta if the request was decided on another version than the one there is."""
    pedido = request.headers.get(IF_MATCH)
    if pedido is None:
        raise FaltaVersion
    vistas = parse_etags(pedido)
    if not vistas:
        raise ValidationError({IF_MATCH: [_t("Escriba la versión entre comillas, como llegó en ETag.")]})
    if "*" not in vistas and etag(actual) not in vistas:
        raise VersionDistinta
