"""The addresses under `/api/`."""

from django.urls import include, path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from rest_framework.routers import DefaultRouter

from turismo.catalogo.views import DestinoViewSet, GuiaViewSet, SalidaViewSet, ServicioViewSet, TourViewSet
from turismo.recomendaciones.views import RecomendacionViewSet
from turismo.reservas.views import ContratacionViewSet, ReservaViewSet


class DocsView(SpectacularSwaggerSplitView):
    url_name = "api:schema"
    template_name = "api/docs.html"


router = DefaultRouter(trailing_slash=False)
router.include_format_suffixes = False
router.register("destinos", DestinoViewSet)
router.register("guias", GuiaViewSet)
router.register("tours", TourViewSet)
router.register("salidas", SalidaViewSet)
router.register("servicios", ServicioViewSet)
router.register("reservas", ReservaViewSet)
router.register("contrataciones", ContratacionViewSet)
router.register("recomendaciones", RecomendacionViewSet)

app_name = "api"
urlpatterns = [
    path("schema", SpectacularAPIView.as_view(), name="schema"),
    path("docs", DocsView.as_view(), name="docs"),
    path("usuarios/", include("turismo.usuarios.urls")),
    *router.urls,
]
