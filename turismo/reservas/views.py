"""Reservations over REST: everybody has their own, the operation has them all."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.decorators import action
from rest_framework.exceptions import PermissionDenied
from rest_framework.mixins import CreateModelMixin, ListModelMixin, RetrieveModelMixin
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from .models import Contratacion, Origen, Reserva
from .movimientos import CANCELAR, CONFIRMAR, Movimiento, Orden, mover
from .reglas import TransicionInvalida
from .serializers import ApartarSerializer, ContratacionSerializer, ReservaSerializer
from .una_vez import apartar_una_vez


class ReservaViewSet(ListModelMixin, RetrieveModelMixin, GenericViewSet[Reserva]):
    permission_classes = [IsAuthenticated]
    queryset = Reserva.objects.select_related("salida__tour").prefetch_related("contrataciones__servicio")
    serializer_class = ReservaSerializer
    lookup_field = "localizador"
    filterset_fields = ["estado"]

    def get_queryset(self) -> Any:
        todas: Any = super().get_queryset()
        return todas.visibles_para(self.request.user)

    @extend_schema(request=ApartarSerializer, responses={201: ReservaSerializer, 200: ReservaSerializer})
    def create(self, request: Request) -> Response:
        """Aparta plazas. 409 SIN_CUPO si no quedan; 200 si ese uuid ya las había apartado."""
        pedido = ApartarSerializer(data=request.data, context=self.get_serializer_context())
        pedido.is_valid(raise_exception=True)
        reserva, es_nueva = apartar_una_vez(Reserva(**pedido.validated_data), self.orden())
        return Response(self.get_serializer(reserva).data, status.HTTP_201_CREATED if es_nueva else status.HTTP_200_OK)

    @extend_schema(request=None, responses=ReservaSerializer)
    @action(detail=True, methods=["post"])
    def confirmar(self, request: Request, localizador: str) -> Response:
        reserva = self.get_object()
        if not (reserva.salida.tour.confirmacion_inmediata or self.opera()):
            raise PermissionDenied(_("Las reservas de este tour las confirma la operación."))
        return self.mover(reserva, CONFIRMAR)

    @extend_schema(request=None, responses=ReservaSerializer)
    @action(detail=True, methods=["post"])
    def cancelar(self, request: Request, localizador: str) -> Response:
        return self.mover(self.get_object(), CANCELAR)

    def mover(self, reserva: Reserva, movimiento: Movimiento) -> Response:
        if reserva.usuario != self.request.user and not self.opera():
            raise PermissionDenied
        try:
            mover(reserva, movimiento, self.orden())
        except TransicionInvalida:
            # Who repeats a request because they heard no answer gets the answer.
            if reserva.estado != movimiento.a:
                raise
        return Response(self.get_serializer(reserva).data)

    def opera(self) -> bool:
        return self.request.user.has_perm("reservas.change_reserva")

    def orden(self) -> Orden:
        return Orden(self.request.user, Origen.API)  # type: ignore[arg-type]


class ContratacionViewSet(ListModelMixin, CreateModelMixin, GenericViewSet[Contratacion]):
    permission_classes = [IsAuthenticated]
    queryset = Contratacion.objects.select_related("reserva", "servicio")
    serializer_class = ContratacionSerializer

    def get_queryset(self) -> QuerySet[Contratacion]:
        return super().get_queryset().filter(reserva__in=Reserva.objects.visibles_para(self.request.user))
