"""Prevent lost updates: a change names in `If-Match` the version that the client has seen (RFC 9110, 13.1.1)."""

from typing import Any

from django.utils.http import parse_etags
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from rest_framework import status
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request

from turismo.reglas import VersionDistinta

from .problems import Problem

IF_MATCH = "If-Match"


class VersionRequired(Problem):
    status_code = status.HTTP_428_PRECONDITION_REQUIRED
    default_detail = _("Diga en If-Match qué versión ha visto: la que llegó en ETag.")
    codigo = "FALTA_VERSION"


class VersionMismatch(Problem):
    """Carries the current representation, which saves the client a second request."""

    status_code = status.HTTP_412_PRECONDITION_FAILED
    default_detail = _("Alguien lo cambió mientras tanto: en «actual» está como es ahora.")
    codigo = VersionDistinta.codigo

    def __init__(self, current: Any) -> None:
        super().__init__()
        self.current = current

    @property
    def extra(self) -> dict[str, Any]:
        return {"actual": self.current}


def etag(version: int) -> str:
    return f'"{version}"'


def require_version(request: Request, current: int) -> None:
    """Raise VersionRequired if the request names no version, VersionDistinta if it names another than `current`."""
    header = request.headers.get(IF_MATCH)
    if header is None:
        raise VersionRequired
    seen = parse_etags(header)
    if not seen:
        raise ValidationError({IF_MATCH: [gettext("Escriba la versión entre comillas, como llegó en ETag.")]})
    if "*" not in seen and etag(current) not in seen:
        raise VersionDistinta
