"""The HTTP addresses of the platform; `/ws` is in `notifications.asgi`."""

from django.contrib import admin
from django.urls import include, path
from django.views.generic import TemplateView

from notifications.health import Live, Ready, metrics

from .usuarios.views import RegistroView

urlpatterns = [
    path("", TemplateView.as_view(template_name="inicio.html"), name="inicio"),
    path("idioma/", include("django.conf.urls.i18n")),
    path("", include("turismo.paginas.urls")),
    path("admin/", admin.site.urls),
    path("api/", include("turismo.api.urls")),
    # As in the architecture document; OpenAPI describes it under /api/ only.
    path("usuarios/register", RegistroView.as_view(schema=None)),
    path("", include("notifications.urls")),
    path("livez", Live.as_view()),
    path("readyz", Ready.as_view()),
    path("metrics", metrics),
]

handler400 = "turismo.api.errors.bad_request"
handler500 = "turismo.api.errors.server_error"
