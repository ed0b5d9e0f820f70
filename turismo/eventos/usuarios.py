"""Las cuentas: quién llega y quién entra."""

from typing import Self

from django.contrib.auth import user_logged_in
from django.utils.translation import gettext_noop as _

from notifications.audiences import Audience
from notifications.events import Event, event, on_create, on_signal
from turismo.usuarios.models import Usuario


@event
class UsuarioRegistrado(Event):
    """Una persona crea su cuenta, o el personal la crea por ella."""

    type = "usuario_registrado"
    source = on_create("usuarios.Usuario")
    audience = Audience.STAFF
    message = _("Nuevo usuario: {nombre}")

    usuario_id: int
    nombre: str
    rol: str

    @classmethod
    def from_instance(cls, usuario: Usuario) -> Self:
        return cls(usuario_id=usuario.pk, nombre=str(usuario), rol=usuario.rol)


@event
class SesionIniciada(Event):
    """Un usuario entra con su contraseña, por la API o por la administración."""

    type = "sesion_iniciada"
    source = on_signal(user_logged_in, "user")
    audience = Audience.STAFF
    message = _("{nombre} inició sesión")

    usuario_id: int
    nombre: str

    @classmethod
    def from_instance(cls, usuario: Usuario) -> Self:
        return cls(usuario_id=usuario.pk, nombre=str(usuario))
