"""Opinions over REST: ratings for the public, recommendations for members, suggestions for one member."""

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework import status
from rest_framework.generics import ListAPIView
from rest_framework.mixins import CreateModelMixin, ListModelMixin
from rest_framework.permissions import AllowAny, IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView
from rest_framework.viewsets import GenericViewSet

from turismo.catalogo.models import Tour
from turismo.reservas.models import Reserva
from turismo.rest.caching import RevalidatedReads, revalidated
from turismo.rest.schema import refusals

from .models import Recomendacion, Sugerencia, Valoracion
from .reglas import ViajeNoRealizado, YaValorada
from .serializers import RecomendacionSerializer, SugerenciaSerializer, ValoracionSerializer
from .valoraciones import valorar


@extend_schema_view(
    list=extend_schema(summary="Lista las recomendaciones de los miembros"),
    create=extend_schema(summary="Recomienda un tour"),
)
class RecomendacionViewSet(ListModelMixin, CreateModelMixin, GenericViewSet[Recomendacion]):
    permission_classes = [IsAuthenticated]
    queryset = Recomendacion.objects.select_related("usuario", "tour")
    serializer_class = RecomendacionSerializer
    filterset_fields = ["tour__slug"]


class ValorarView(APIView):
    permission_classes = [IsAuthenticated]

    @extend_schema(
        summary="Valora un viaje propio",
        parameters=[OpenApiParameter("localizador", str, OpenApiParameter.PATH)],
        request=ValoracionSerializer,
        responses={201: ValoracionSerializer, **refusals(ViajeNoRealizado, YaValorada)},
    )
    def post(self, request: Request, localizador: str) -> Response:
        reserva = get_object_or_404(Reserva.objects.visibles_para(request.user), localizador=localizador)
        pedido = ValoracionSerializer(data=request.data)
        pedido.is_valid(raise_exception=True)
        valoracion = valorar(reserva, request.user, **pedido.validated_data)  # type: ignore[arg-type]
        return Response(ValoracionSerializer(valoracion).data, status.HTTP_201_CREATED)


@extend_schema(summary="Lista las valoraciones de un tour")
class ValoracionesDeTourView(RevalidatedReads, ListAPIView[Valoracion]):
    permission_classes = [AllowAny]
    queryset = Valoracion.objects.publicadas().select_related("reserva__usuario")
    serializer_class = ValoracionSerializer

    def get_queryset(self) -> QuerySet[Valoracion]:
        tour = get_object_or_404(Tour.objects.publicados(), slug=self.kwargs["slug"])
        return super().get_queryset().filter(reserva__salida__tour=tour)

    @revalidated
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().get(request, *args, **kwargs)


@extend_schema_view(list=extend_schema(summary="Lista las sugerencias para quien pregunta, con su motivo"))
class SugerenciaViewSet(ListModelMixin, GenericViewSet[Sugerencia]):
    permission_classes = [IsAuthenticated]
    queryset = Sugerencia.objects.vigentes().select_related("tour")
    serializer_class = SugerenciaSerializer

    def get_queryset(self) -> QuerySet[Sugerencia]:
        return super().get_queryset().filter(usuario=self.request.user.pk)
