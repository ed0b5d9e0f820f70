"""The catalogue over REST: published entries for the public, all of them and additions for the staff."""

from typing import Any, TypeVar

from django.db.models import Model, ProtectedError, QuerySet
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.mixins import (
    CreateModelMixin,
    DestroyModelMixin,
    ListModelMixin,
    RetrieveModelMixin,
)
from rest_framework.permissions import DjangoModelPermissionsOrAnonReadOnly
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from turismo.catalogo.calendario import calendario
from turismo.catalogo.models import Destino, Entrada, Guia, Servicio, Tarifa, TipoDeTarifa, Tour
from turismo.catalogo.reglas import TarifaEnUso
from turismo.rest.caching import RevalidatedReads, revalidated

from .filters import DestinoFilter, GuiaFilter, ServicioFilter, TourFilter
from .openapi import DEL_TOUR, describir_calendario, describir_entradas, describir_tarifas
from .serializers import (
    CalendarioSerializer,
    DestinoSerializer,
    DiaSerializer,
    GuiaSerializer,
    ServicioSerializer,
    TarifaSerializer,
    TourSerializer,
)

M = TypeVar("M", bound=Model)
E = TypeVar("E", bound=Entrada)


class CatalogoViewSet(RevalidatedReads, ListModelMixin, RetrieveModelMixin, CreateModelMixin, GenericViewSet[M]):
    permission_classes = [DjangoModelPermissionsOrAnonReadOnly]

    def get_queryset(self) -> QuerySet[M]:
        todo = super().get_queryset()
        return todo if self.request.user.is_staff else self.a_la_vista(todo)

    def a_la_vista(self, todo: Any) -> Any:
        """The part of `todo` that is public."""
        raise NotImplementedError

    @revalidated
    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().list(request, *args, **kwargs)


class EntradaViewSet(CatalogoViewSet[E]):
    lookup_field = "slug"
    lookup_value_regex = "[-a-zA-Z0-9_]+"

    def a_la_vista(self, todo: Any) -> Any:
        return todo.publicados()

    @revalidated
    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().retrieve(request, *args, **kwargs)


@describir_entradas("los destinos", "un destino", DestinoSerializer)
class DestinoViewSet(EntradaViewSet[Destino]):
    queryset = Destino.objects.order_by("nombre", "pk")
    serializer_class = DestinoSerializer
    filterset_class = DestinoFilter


@describir_entradas("los guías", "un guía", GuiaSerializer)
class GuiaViewSet(EntradaViewSet[Guia]):
    queryset = Guia.objects.order_by("nombre", "pk")
    serializer_class = GuiaSerializer
    filterset_class = GuiaFilter


@describir_entradas("los servicios", "un servicio", ServicioSerializer)
class ServicioViewSet(EntradaViewSet[Servicio]):
    queryset = Servicio.objects.prefetch_related("tours").order_by("nombre", "pk")
    serializer_class = ServicioSerializer
    filterset_class = ServicioFilter


@describir_entradas("los tours", "un tour", TourSerializer)
class TourViewSet(EntradaViewSet[Tour]):
    queryset = Tour.objects.select_related("destino").prefetch_related("tarifas").order_by("nombre", "pk")
    serializer_class = TourSerializer
    filterset_class = TourFilter

    @describir_calendario
    @action(detail=True, pagination_class=None, filterset_class=None)
    @revalidated
    def calendario(self, request: Request, slug: str) -> Response:
        tour = self.get_object()
        pedido = CalendarioSerializer(data=request.query_params, context={"tour": tour})
        pedido.is_valid(raise_exception=True)
        return Response(DiaSerializer(calendario(tour, **pedido.validated_data), many=True).data)


@describir_tarifas
@extend_schema(parameters=[DEL_TOUR])
class TarifaViewSet(DestroyModelMixin, CatalogoViewSet[Tarifa]):
    """At its tour and its kind: a tour has at most one of each."""

    queryset = Tarifa.objects.all()
    serializer_class = TarifaSerializer
    lookup_field = "tipo"
    lookup_value_regex = "|".join(TipoDeTarifa.values)
    pagination_class = None

    def get_queryset(self) -> QuerySet[Tarifa]:
        return super().get_queryset().filter(tour=self.tour)

    @cached_property
    def tour(self) -> Tour:
        tours = Tour.objects.all() if self.request.user.is_staff else Tour.objects.publicados()
        return get_object_or_404(tours.select_related("destino"), slug=self.kwargs["slug"])

    def a_la_vista(self, todo: Any) -> Any:
        return todo.filter(activa=True)

    def get_serializer_context(self) -> dict[str, Any]:
        # drf-spectacular asks for the serializer without a URL, hence without a tour
        return {**super().get_serializer_context(), **({"tour": self.tour} if "slug" in self.kwargs else {})}

    @revalidated
    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().retrieve(request, *args, **kwargs)

    def partial_update(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        cambio = self.get_serializer(self.get_object(), data=request.data, partial=True)
        cambio.is_valid(raise_exception=True)
        cambio.save()
        return Response(cambio.data)

    def perform_destroy(self, instance: Tarifa) -> None:
        try:
            instance.delete()
        except ProtectedError as error:
            raise TarifaEnUso from error
