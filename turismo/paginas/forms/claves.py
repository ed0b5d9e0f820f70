"""Reset and change a password, with Django's fields and rules."""

from typing import Any

from django.contrib.auth.forms import PasswordChangeForm, PasswordResetForm, SetPasswordForm
from django.core.mail import EmailMessage
from django.template.loader import render_to_string

from turismo.usuarios.correo import enviar

from .campos import Formulario


class OlvidadaForm(Formulario, PasswordResetForm):
    def send_mail(
        self,
        subject_template_name: str,
        email_template_name: str,
        context: dict[str, Any],
        from_email: str | None,
        to_email: str,
        html_email_template_name: str | None = None,
    ) -> None:
        """Render it now, in the language of the page; send it in another thread."""
        asunto = " ".join(render_to_string(subject_template_name, context).split())
        enviar(EmailMessage(asunto, render_to_string(email_template_name, context), from_email, [to_email]))


class NuevaForm(Formulario, SetPasswordForm):  # type: ignore[type-arg]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["new_password2"].help_text = ""


class CambiarForm(NuevaForm, PasswordChangeForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["old_password"].widget.attrs.pop("autofocus", None)
