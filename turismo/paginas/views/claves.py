"""Reset and change passwords: Django's views with our pages, and the limits of logging in."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import PasswordChangeView, PasswordResetConfirmView, PasswordResetView
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse_lazy
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from rest_framework.throttling import ScopedRateThrottle

from turismo.paginas.forms.claves import CambiarForm, NuevaForm, OlvidadaForm
from turismo.usuarios.correo import hay_correo
from turismo.usuarios.throttles import SesionesFallidas

from .cuentas import CATALOGO, OfreceOtraClave, con_espera


class OlvidadaView(PasswordResetView):
    form_class = OlvidadaForm
    template_name = "paginas/clave_olvidada.html"
    subject_template_name = "paginas/correo/clave_asunto.txt"
    email_template_name = "paginas/correo/clave.txt"
    extra_email_context = {"horas": settings.PASSWORD_RESET_TIMEOUT // 3600}
    success_url = reverse_lazy("paginas:entrar")
    throttle_scope = "clave_olvidada"

    def dispatch(self, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not hay_correo():
            raise Http404
        return super().dispatch(*args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not ScopedRateThrottle().allow_request(request, self):  # type: ignore[arg-type]
            return con_espera(self, _("Hay demasiadas peticiones desde su red. Vuelva a probar dentro de una hora."))
        return super().post(request, *args, **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        """Give the same answer whether or not there is such an account."""
        dicho = _(
            "Si ese correo es de una cuenta, en unos minutos le llegará un enlace para elegir otra contraseña. "
            "Si no llega, mire también en el correo no deseado."
        )
        messages.success(self.request, dicho)
        return super().form_valid(form)


class NuevaView(OfreceOtraClave, PasswordResetConfirmView):
    form_class = NuevaForm
    template_name = "paginas/clave_nueva.html"
    post_reset_login = True
    success_url = reverse_lazy(CATALOGO)

    def form_valid(self, form: Any) -> HttpResponse:
        messages.success(self.request, _("Su contraseña es ahora la nueva, y ya ha entrado con ella."))
        return super().form_valid(form)


@method_decorator(never_cache, name="dispatch")
class CambiarView(OfreceOtraClave, PasswordChangeView):
    form_class = CambiarForm
    template_name = "paginas/cuenta.html"
    success_url = reverse_lazy("paginas:cuenta")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not SesionesFallidas().allow_request(request, self):  # type: ignore[arg-type]
            return con_espera(self, _("Demasiados intentos. Espere un minuto y vuelva a probar."))
        return super().post(request, *args, **kwargs)

    def form_invalid(self, form: Any) -> HttpResponse:
        if "old_password" in form.errors:  # a person at an open session may be guessing the password
            SesionesFallidas().anotar(self.request)  # type: ignore[arg-type]
        return super().form_invalid(form)

    def form_valid(self, form: Any) -> HttpResponse:
        messages.success(
            self.request, _("Su contraseña ha cambiado. En los demás dispositivos hay que volver a entrar.")
        )
        return super().form_valid(form)
