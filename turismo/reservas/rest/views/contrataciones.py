"""Contracted services over REST, of all of the user's reservations."""

from django.db.models import QuerySet
from rest_framework.mixins import CreateModelMixin, ListModelMixin
from rest_framework.permissions import IsAuthenticated
from rest_framework.serializers import BaseSerializer
from rest_framework.viewsets import GenericViewSet

from turismo.reservas.dominio.una_vez import contratar_una_vez
from turismo.reservas.models import Contratacion, Reserva
from turismo.reservas.rest.openapi import describir_contrataciones
from turismo.reservas.rest.serializers import ContratacionSerializer


@describir_contrataciones
class ContratacionViewSet(ListModelMixin, CreateModelMixin, GenericViewSet[Contratacion]):
    permission_classes = [IsAuthenticated]
    queryset = Contratacion.objects.select_related("reserva", "servicio")
    serializer_class = ContratacionSerializer

    def get_queryset(self) -> QuerySet[Contratacion]:
        return super().get_queryset().filter(reserva__in=Reserva.objects.visibles_para(self.request.user))

    def perform_create(self, serializer: BaseSerializer[Contratacion]) -> None:
        nueva = Contratacion(usuario=self.request.user, **serializer.validated_data)  # type: ignore[misc]
        serializer.instance, _es_nueva = contratar_una_vez(nueva)
