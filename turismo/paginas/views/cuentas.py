"""Register, log in and log out, with the same limits for guessing as the API."""

from typing import Any

from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.views import LoginView, LogoutView, RedirectURLMixin
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.decorators import method_decorator
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import CreateView
from rest_framework.throttling import ScopedRateThrottle

from turismo.paginas.forms.cuentas import EntrarForm, RegistroForm
from turismo.usuarios.correo import hay_correo
from turismo.usuarios.models import ACABAN_DE_TOMARSE
from turismo.usuarios.throttles import SesionesFallidas

CATALOGO = "paginas:catalogo"
DEMASIADOS = 429


class OfreceOtraClave:
    """Mixed into a view whose page links to the reset of a password, if the installation can send e-mail."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        contexto: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc]
        return contexto | {"hay_correo": hay_correo()}


class EntrarView(OfreceOtraClave, LoginView):
    form_class = EntrarForm
    template_name = "paginas/entrar.html"
    next_page = CATALOGO
    redirect_authenticated_user = True

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not SesionesFallidas().allow_request(request, self):  # type: ignore[arg-type]
            return con_espera(self, _("Demasiados intentos. Espere un minuto y vuelva a probar."))
        return super().post(request, *args, **kwargs)

    def form_invalid(self, form: Any) -> HttpResponse:
        SesionesFallidas().anotar(self.request)  # type: ignore[arg-type]
        return super().form_invalid(form)


class SalirView(LogoutView):
    next_page = CATALOGO


@method_decorator([sensitive_post_parameters(), never_cache], name="dispatch")
class RegistroView(RedirectURLMixin, CreateView):  # type: ignore[type-arg]
    form_class = RegistroForm
    template_name = "paginas/registro.html"
    next_page = CATALOGO
    throttle_scope = "registro"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if request.user.is_authenticated:
            return HttpResponseRedirect(self.get_success_url())
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.object = None
        if not ScopedRateThrottle().allow_request(request, self):  # type: ignore[arg-type]
            return con_espera(self, _("Hay demasiados registros desde su red. Vuelva a probar dentro de una hora."))
        return super().post(request, *args, **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        form.instance.idioma = (get_language() or "es")[:2]
        try:
            with transaction.atomic():
                usuario = form.save()
        except IntegrityError:  # another request has taken the name or the address since `is_valid()`
            form.add_error(None, ACABAN_DE_TOMARSE)
            return self.form_invalid(form)
        login(self.request, usuario)
        messages.success(self.request, _("Le damos la bienvenida, %(nombre)s.") % {"nombre": usuario.nombre_publico})
        return HttpResponseRedirect(self.get_success_url())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"next": self.get_redirect_url()}


def con_espera(vista: Any, mensaje: str) -> HttpResponse:
    """Show the form as it was sent, without validating it, and the reason."""
    sin_mirar = {"data": None, "files": None, "initial": vista.request.POST.dict()}
    form = vista.get_form_class()(**vista.get_form_kwargs() | sin_mirar)
    contexto = vista.get_context_data(form=form, espera=mensaje)
    respuesta: HttpResponse = vista.render_to_response(contexto, status=DEMASIADOS)
    return respuesta
