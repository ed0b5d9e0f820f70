"""Log in by name or e-mail address, and register."""

from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm, UserCreationForm
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from turismo.usuarios.models import CORREO_TOMADO, Usuario

from .campos import Formulario


class EntrarForm(Formulario, AuthenticationForm):
    error_messages = {
        **AuthenticationForm.error_messages,
        "invalid_login": _("El nombre o la contraseña no son correctos. Las mayúsculas de la contraseña cuentan."),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = _("Nombre de usuario o correo electrónico")

    def clean_username(self) -> str:
        """Accept an e-mail address too: names of users contain no @."""
        escrito = str(self.cleaned_data["username"])
        if "@" not in escrito:
            return escrito
        nombres = Usuario.objects.filter(email__iexact=escrito).values_list("username", flat=True)
        return nombres.first() or escrito


class RegistroForm(Formulario, UserCreationForm):  # type: ignore[type-arg]
    class Meta:
        model = Usuario
        fields = ["first_name", "username", "email", "telefono"]
        labels = {"first_name": _("Su nombre")}
        help_texts = {
            "username": _("Con él entra. Letras, números y los signos . + - _"),
            "email": _("Solo lo ven usted y quien opera su viaje."),
            "telefono": _("Opcional, con el código del país: +51987654321."),
        }
        widgets = {
            "first_name": forms.TextInput(attrs={"autocomplete": "given-name"}),
            "email": forms.EmailInput(attrs={"autocomplete": "email"}),
            "telefono": forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].widget.attrs.pop("autofocus", None)
        self.fields["first_name"].required = True
        self.fields["password2"].help_text = ""

    def clean_email(self) -> str:
        """The model's constraint says the same, but not at this field."""
        correo = str(self.cleaned_data["email"])
        if Usuario.objects.filter(email__iexact=correo).exists():
            raise ValidationError(CORREO_TOMADO)
        return correo
