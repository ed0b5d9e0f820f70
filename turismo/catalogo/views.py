"""The catalogue over REST: everybody reads what is published, the staff adds to it."""

from typing import Any, TypeVar

from django.db.models import Model, QuerySet
from django.utils import timezone
from rest_framework.mixins import CreateModelMixin, ListModelMixin, RetrieveModelMixin
from rest_framework.permissions import DjangoModelPermissionsOrAnonReadOnly
from rest_framework.viewsets import GenericViewSet

from .filters import DestinoFilter, GuiaFilter, SalidaFilter, ServicioFilter, TourFilter
from .models import Destino, Entrada, Guia, Salida, Servicio, Tour
from .serializers import (
    DestinoSerializer,
    GuiaSerializer,
    SalidaSerializer,
    ServicioSerializer,
    TourSerializer,
)

M = TypeVar("M", bound=Model)
E = TypeVar("E", bound=Entrada)


class CatalogoViewSet(ListModelMixin, RetrieveModelMixin, CreateModelMixin, GenericViewSet[M]):
    permission_classes = [DjangoModelPermissionsOrAnonReadOnly]

    def get_queryset(self) -> QuerySet[M]:
        todo = super().get_queryset()
        return todo if self.request.user.is_staff else self.a_la_vista(todo)

    def a_la_vista(self, todo: Any) -> Any:
        """What the public may see of it."""
        raise NotImplementedError


class EntradaViewSet(CatalogoViewSet[E]):
    lookup_field = "slug"

    def a_la_vista(self, todo: Any) -> Any:
        return todo.publicados()


class DestinoViewSet(EntradaViewSet[Destino]):
    queryset = Destino.objects.all()
    serializer_class = DestinoSerializer
    filterset_class = DestinoFilter


class GuiaViewSet(EntradaViewSet[Guia]):
    queryset = Guia.objects.all()
    serializer_class = GuiaSerializer
    filterset_class = GuiaFilter


class ServicioViewSet(EntradaViewSet[Servicio]):
    queryset = Servicio.objects.all()
    serializer_class = ServicioSerializer
    filterset_class = ServicioFilter


class TourViewSet(EntradaViewSet[Tour]):
    queryset = Tour.objects.select_related("destino")
    serializer_class = TourSerializer
    filterset_class = TourFilter


class SalidaViewSet(CatalogoViewSet[Salida]):
    queryset = Salida.objects.select_related("tour__destino", "guia")
    serializer_class = SalidaSerializer
    filterset_class = SalidaFilter

    def a_la_vista(self, todo: Any) -> Any:
        return todo.filter(tour__in=Tour.objects.publicados(), inicio__gt=timezone.now())
