"""The services of one reservation, under its address."""

from typing import Any

from django.shortcuts import get_object_or_404
from rest_framework import status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from turismo.reservas.dominio.contrataciones import anular_servicio
from turismo.reservas.dominio.una_vez import contratar_una_vez
from turismo.reservas.models import Contratacion, EstadoDeContratacion, Reserva
from turismo.reservas.reglas import ContratacionInalterable
from turismo.reservas.rest.serializers import ContratacionSerializer, ServicioPedidoSerializer

from .ordenes import Ordenes, repetible

ANULADO = EstadoDeContratacion.ANULADO


class ServiciosDeReserva(Ordenes):
    def la_suya(self) -> Reserva:
        raise NotImplementedError

    @action(detail=True, methods=["post"], serializer_class=ContratacionSerializer)
    def servicios(self, request: Request, localizador: str) -> Response:
        reserva = self.la_suya()
        pedido = self.pedido(ServicioPedidoSerializer)
        contratacion, es_nueva = contratar_una_vez(
            Contratacion(reserva=reserva, usuario=request.user, **pedido)  # type: ignore[misc]
        )
        codigo = status.HTTP_201_CREATED if es_nueva else status.HTTP_200_OK
        return Response(self.get_serializer(contratacion).data, codigo)

    @action(detail=True, methods=["delete"], url_path=r"servicios/(?P<contratacion>[0-9]{1,18})")
    def anular_servicio(self, request: Request, localizador: str, contratacion: str) -> Response:
        contratado: Any = get_object_or_404(self.la_suya().contrataciones.select_related("servicio"), pk=contratacion)
        repetible(
            lambda: anular_servicio(contratado),
            lambda: contratado.estado == ANULADO,
            ContratacionInalterable,
        )
        return Response(status=status.HTTP_204_NO_CONTENT)
