"""The account of a person."""

from typing import ClassVar

from django.contrib.auth.models import AbstractUser, UserManager
from django.core.validators import RegexValidator
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from notifications.saving import RecordedModel, RecordedQuerySet


class Rol(models.TextChoices):
    TURISTA = "turista", _("turista")
    GUIA = "guia", _("guía")
    OPERADOR = "operador", _("operador")


class Idioma(models.TextChoices):
    ES = "es", _("español")
    EN = "en", _("inglés")


# Other members see the name beside recommendations, so it must not be an e-mail address.
NOMBRE_DE_USUARIO = RegexValidator(
    r"^[\w.+-]+\Z", _("Solo letras, números y los signos . + - _ (un correo no: lo verían otras personas).")
)
TELEFONO = RegexValidator(r"^\+[1-9]\d{6,14}\Z", _("Escríbalo con el código del país: +51987654321."))


NOMBRE_TOMADO = _("Ya existe un usuario con ese nombre.")
CORREO_TOMADO = _("Ya existe un usuario con ese correo electrónico.")
# Another request was faster.
ACABAN_DE_TOMARSE = _("Ese nombre de usuario o ese correo acaban de registrarse.")


class GestorDeUsuarios(UserManager.from_queryset(RecordedQuerySet)["Usuario"]):  # type: ignore[misc]
    use_in_migrations = False


class Usuario(RecordedModel, AbstractUser):
    username = models.CharField(
        _("nombre de usuario"),
        max_length=150,
        unique=True,
        validators=[NOMBRE_DE_USUARIO],
        error_messages={"unique": NOMBRE_TOMADO},
    )
    email = models.EmailField(_("correo electrónico"))
    telefono = models.CharField(_("teléfono"), max_length=16, blank=True, validators=[TELEFONO])
    idioma = models.CharField(_("idioma"), max_length=5, choices=Idioma.choices, default=Idioma.ES)
    rol = models.CharField(_("rol"), max_length=10, choices=Rol.choices, default=Rol.TURISTA)

    objects: ClassVar[GestorDeUsuarios] = GestorDeUsuarios()

    class Meta:
        verbose_name = _("usuario")
        verbose_name_plural = _("usuarios")
        ordering = ["username"]
        constraints = [
            # Two names may not differ only by capital letters.
            models.UniqueConstraint(
                Lower("username"),
                name="usuarios_un_nombre",
                violation_error_message=NOMBRE_TOMADO,
            ),
            # Accounts of machines, created by a command, may have no address; a person's account always has one.
            models.UniqueConstraint(
                Lower("email"),
                condition=~models.Q(email=""),
                name="usuarios_un_correo",
                violation_error_message=CORREO_TOMADO,
            ),
        ]

    def __str__(self) -> str:
        return self.get_full_name() or self.username

    @property
    def nombre_publico(self) -> str:
        """The name that other travellers may read; only the staff sees the surname."""
        return self.first_name or self.username
