"""The base of all rules that a request can break; each app states its own in its `reglas`."""

from typing import Any, ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class ReglaIncumplida(Exception):
    """Refuse a well-formed, permitted request. `codigo` is for programs, `mensaje` for people.

    `datos` fill the %(name)s of the sentence.
    """

    codigo: ClassVar[str]
    mensaje: ClassVar[str | Promise]
    # What the API answers: 409 where the request may succeed in another state, 400 where it never can.
    status_code: ClassVar[int] = 409

    def __init__(self, **datos: Any) -> None:
        super().__init__(datos)
        self.datos = datos

    def __str__(self) -> str:
        return str(self.mensaje) % self.datos if self.datos else str(self.mensaje)


class VersionDistinta(ReglaIncumplida):
    codigo = "VERSION_DISTINTA"
    mensaje = _("Otra persona cambió esta salida mientras tanto: vuelva a verla antes de decidir.")
    status_code = 412
