"""Reservations over REST: each user has their own, the operation has all."""

from typing import Any

from django.db.models import Q
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import cache_control
from rest_framework import status
from rest_framework.decorators import action
from rest_framework.exceptions import PermissionDenied
from rest_framework.mixins import ListModelMixin
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from turismo.reglas import VersionDistinta
from turismo.reservas.dominio.contacto import corregir_contacto
from turismo.reservas.dominio.movimientos import CONFIRMAR, cancelar, completar, mover
from turismo.reservas.dominio.una_vez import apartar_una_vez
from turismo.reservas.dominio.vencimientos import extender
from turismo.reservas.models import Estado, Reserva
from turismo.reservas.reglas import TransicionInvalida, YaExtendida
from turismo.reservas.rest.filters import ReservaFilter
from turismo.reservas.rest.openapi import describir_reservas
from turismo.reservas.rest.serializers import (
    ApartarSerializer,
    AsistenciaSerializer,
    ReservaSerializer,
    TransicionSerializer,
)
from turismo.reservas.rest.serializers.pedido import CancelarSerializer, CompletarSerializer
from turismo.rest.etags import require_version
from turismo.rest.pagination import NewestFirstPagination

from .ordenes import Ordenes, repetible
from .servicios import ServiciosDeReserva


@describir_reservas
@method_decorator(cache_control(private=True, no_store=True), name="dispatch")
class ReservaViewSet(ServiciosDeReserva, Ordenes, ListModelMixin, GenericViewSet[Reserva]):
    permission_classes = [IsAuthenticated]
    queryset = Reserva.objects.select_related("salida__tour__destino", "salida__guia").prefetch_related(
        "lineas__tarifa", "contrataciones__servicio"
    )
    serializer_class = ReservaSerializer
    filterset_class = ReservaFilter
    pagination_class = NewestFirstPagination
    lookup_field = "localizador"
    lookup_value_regex = "[0-9A-Z]{8}"

    def get_queryset(self) -> Any:
        todas: Any = super().get_queryset()
        visibles = todas.visibles_para(self.request.user)
        if self.action == "completar":  # a guide sees none of them, but records the attendance
            return todas.filter(Q(pk__in=visibles.values("pk")) | Q(salida__guia__usuario=self.request.user.pk))
        return visibles

    def retrieve(self, request: Request, localizador: str) -> Response:
        return self.responder(self.get_object())

    def create(self, request: Request) -> Response:
        pedido = ApartarSerializer(data=request.data, context=self.get_serializer_context())
        pedido.is_valid(raise_exception=True)
        reserva, lineas = pedido.reserva_y_lineas()
        reserva, es_nueva = apartar_una_vez(reserva, self.orden(), lineas)
        return self.responder(reserva, status.HTTP_201_CREATED if es_nueva else status.HTTP_200_OK)

    def partial_update(self, request: Request, localizador: str) -> Response:
        reserva = self.la_suya()
        cambio = self.get_serializer(reserva, data=request.data, partial=True)
        try:
            require_version(request, reserva.version)
            cambio.is_valid(raise_exception=True)
            corregir_contacto(reserva, cambio.validated_data)
        except VersionDistinta as error:
            raise self.otra_version(reserva) from error
        return self.responder(reserva)

    @action(detail=True, methods=["post"])
    def confirmar(self, request: Request, localizador: str) -> Response:
        reserva = self.la_suya()
        if not (reserva.salida.tour.confirmacion_inmediata or self.opera()):
            raise PermissionDenied(_("Las reservas de este tour las confirma la operación."))
        repetible(
            lambda: mover(reserva, CONFIRMAR, self.orden()),
            lambda: reserva.estado == Estado.CONFIRMADA,
            TransicionInvalida,
        )
        return self.responder(reserva)

    @action(detail=True, methods=["post"])
    def cancelar(self, request: Request, localizador: str) -> Response:
        reserva = self.la_suya()
        pedido = self.pedido(CancelarSerializer)
        if "reembolso" in pedido and not self.opera():
            raise PermissionDenied(_("El reembolso lo dicen las condiciones del tour, o la operación."))
        repetible(
            lambda: cancelar(reserva, self.orden(), **pedido),
            lambda: reserva.estado == Estado.CANCELADA,
            TransicionInvalida,
        )
        return self.responder(reserva)

    @action(detail=True, methods=["post"])
    def extender(self, request: Request, localizador: str) -> Response:
        reserva = self.la_suya()
        repetible(
            lambda: extender(reserva, self.orden()),
            lambda: reserva.estado == Estado.PENDIENTE,
            YaExtendida,
        )
        return self.responder(reserva)

    @action(detail=True, methods=["post"], serializer_class=AsistenciaSerializer)
    def completar(self, request: Request, localizador: str) -> Response:
        reserva = self.get_object()
        guia = reserva.salida.guia
        if not (self.opera() or (guia and guia.usuario_id == request.user.pk)):
            raise PermissionDenied(_("Quién vino lo dice el guía de la salida, o la operación."))
        asistio = self.pedido(CompletarSerializer)["asistio"]
        repetible(
            lambda: completar(reserva, self.orden(), asistio=asistio),
            lambda: (reserva.estado, reserva.asistio) == (Estado.COMPLETADA, asistio),
            TransicionInvalida,
        )
        return Response(self.get_serializer(reserva).data)

    @action(detail=True, pagination_class=None, filterset_class=None)
    def transiciones(self, request: Request, localizador: str) -> Response:
        pasos = self.get_object().transiciones.select_related("actor")
        con_actores = request.user.has_perm("reservas.view_reserva")
        return Response(TransicionSerializer(pasos, many=True, context={"con_actores": con_actores}).data)

    def la_suya(self) -> Reserva:
        """The reservation, if the user may also change it."""
        reserva: Reserva = self.get_object()
        if reserva.usuario_id != self.request.user.pk and not self.opera():
            raise PermissionDenied
        return reserva

    def opera(self) -> bool:
        return self.request.user.has_perm("reservas.change_reserva")
