"""Authenticate by session; unsafe methods also need the session's CSRF token."""

from django.utils.translation import gettext_lazy as _
from rest_framework import authentication, status
from rest_framework.exceptions import PermissionDenied
from rest_framework.request import Request

from .problems import Problem


class InvalidCsrfToken(Problem):
    status_code = status.HTTP_403_FORBIDDEN
    default_detail = _("Falta el testigo CSRF, o no es el de esta sesión: envíe la cookie csrftoken en X-CSRFToken.")
    codigo = "CSRF_INVALIDO"


class SessionAuthentication(authentication.SessionAuthentication):
    def authenticate_header(self, request: Request) -> str:
        """Name a challenge, so that an anonymous request gets 401: without one DRF answers 403."""
        return "Session"

    def enforce_csrf(self, request: Request) -> None:
        try:
            super().enforce_csrf(request)
        except PermissionDenied as error:
            raise InvalidCsrfToken from error
