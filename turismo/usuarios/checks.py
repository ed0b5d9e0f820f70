"""System checks before a deployment."""

from typing import Any

from django.core import checks
from django.core.checks import CheckMessage, Tags, register

from .correo import hay_correo


@register(Tags.security, deploy=True)
def check_email(**_: Any) -> list[CheckMessage]:
    if hay_correo():
        return []
    return [
        checks.Warning(
            "EMAIL_URL is not set, so no e-mail can be sent: users cannot reset a forgotten password themselves "
            "and have to ask the staff.",
            hint="Set EMAIL_URL=smtp+tls://user:password@smtp.example.com:587 and DEFAULT_FROM_EMAIL.",
            id="turismo.W001",
        )
    ]
