"""The addresses under `/api/`."""

from django.urls import include, path, re_path
from drf_spectacular.views import SpectacularAPIView
from rest_framework.routers import DefaultRouter

from turismo.catalogo.rest.views import DestinoViewSet, GuiaViewSet, ServicioViewSet, TarifaViewSet, TourViewSet
from turismo.recomendaciones.views import (
    RecomendacionViewSet,
    SugerenciaViewSet,
    ValoracionesDeTourView,
    ValorarView,
)
from turismo.reservas.rest.views import ContratacionViewSet, ReservaViewSet, SalidaViewSet

from .views import DocsView, NingunaParte, ProblemasView, ProblemaView

router = DefaultRouter(trailing_slash=False)
router.include_format_suffixes = False
router.register("destinos", DestinoViewSet)
router.register("guias", GuiaViewSet)
router.register("tours", TourViewSet)
router.register(r"tours/(?P<slug>[-a-zA-Z0-9_]+)/tarifas", TarifaViewSet)
router.register("salidas", SalidaViewSet)
router.register("servicios", ServicioViewSet)
router.register("reservas", ReservaViewSet)
router.register("contrataciones", ContratacionViewSet)
router.register("recomendaciones", RecomendacionViewSet)
router.register("sugerencias", SugerenciaViewSet)

app_name = "api"
urlpatterns = [
    path("schema", SpectacularAPIView.as_view(), name="schema"),
    path("docs", DocsView.as_view(), name="docs"),
    path("problemas", ProblemasView.as_view(), name="problemas"),
    path("problemas/<str:codigo>", ProblemaView.as_view(), name="problema"),
    path("usuarios/", include("turismo.usuarios.urls")),
    re_path("reservas/(?P<localizador>[0-9A-Z]{8})/valoracion$", ValorarView.as_view(), name="valorar"),
    path("tours/<slug:slug>/valoraciones", ValoracionesDeTourView.as_view(), name="valoraciones"),
    *router.urls,
    re_path("", NingunaParte.as_view(), name="ninguna_parte"),
]
