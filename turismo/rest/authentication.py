"""Who asks: somebody with a session, believed only with its CSRF token where something is to change."""

from django.utils.translation import gettext_lazy as _
from rest_framework import status
from rest_framework.authentication import SessionAuthentication
from rest_framework.exceptions import PermissionDenied
from rest_framework.request import Request

from .problems import Problema


class CsrfInvalido(Problema):
    status_code = status.HTTP_403_FORBIDDEN
    default_detail = _("Falta el testigo CSRF, o no es el de esta sesión: envíe la cookie csrftoken en X-CSRFToken.")
    codigo = "CSRF_INVALIDO"


class Sesion(SessionAuthentication):
    def authenticate_header(self, request: Request) -> str:
        """Sessions have no challenge of their own, for which DRF would answer 403: the same as "you may not"."""
        return "Session"

    def enforce_csrf(self, request: Request) -> None:
        try:
            super().enforce_csrf(request)
        except PermissionDenied as error:
            raise CsrfInvalido from error
