"""Departures over REST: the public reads the ones to come, the operation creates and changes them."""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.utils import timezone
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from turismo.catalogo.models import SALIDAS_VIVAS, EstadoDeSalida, Salida, Tour
from turismo.catalogo.rest.filters import SalidaFilter
from turismo.catalogo.rest.serializers import SalidaSerializer
from turismo.catalogo.rest.views import CatalogoViewSet
from turismo.reglas import VersionDistinta
from turismo.reservas.dominio.encargos import asignar_guia
from turismo.reservas.dominio.salidas import abrir, cancelar_salida, cerrar, realizar, reprogramar
from turismo.reservas.reglas import SalidaInalterable
from turismo.reservas.rest.openapi import describir_salidas
from turismo.reservas.rest.serializers.salida import (
    AsignarGuiaSerializer,
    CambioDeSalidaSerializer,
    CancelarSalidaSerializer,
    ReprogramarSerializer,
)
from turismo.rest.etags import require_version
from turismo.rest.permissions import CanChange

from .ordenes import Ordenes, repetible


@describir_salidas
class SalidaViewSet(Ordenes, CatalogoViewSet[Salida]):
    queryset = Salida.objects.select_related("tour__destino", "guia").order_by("inicio", "pk")
    serializer_class = SalidaSerializer
    filterset_class = SalidaFilter
    lookup_value_regex = "[0-9]{1,18}"

    def a_la_vista(self, todo: Any) -> Any:
        return todo.filter(tour__in=Tour.objects.publicados(), inicio__gt=timezone.now())

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        # The ETag is the version for If-Match. It does not count sold seats, so it cannot answer 304.
        return self.responder(self.get_object())

    def partial_update(self, request: Request, pk: str) -> Response:
        with transaction.atomic():
            salida = Salida.objects.tomar(self.get_object().pk)
            self.en_su_version(salida)
            if salida.estado not in SALIDAS_VIVAS:
                raise SalidaInalterable
            cambio = CambioDeSalidaSerializer(salida, data=request.data, partial=True)
            cambio.is_valid(raise_exception=True)
            return self.responder(cambio.save())

    @action(detail=True, methods=["post"], permission_classes=[CanChange])
    def cancelar(self, request: Request, pk: str) -> Response:
        motivo = self.pedido(CancelarSalidaSerializer)["motivo"]
        return self.pasar(EstadoDeSalida.CANCELADA, lambda salida: cancelar_salida(salida, motivo, self.orden()))

    @action(detail=True, methods=["post"], permission_classes=[CanChange])
    def cerrar(self, request: Request, pk: str) -> Response:
        return self.pasar(EstadoDeSalida.CERRADA, lambda salida: cerrar(salida, self.orden()))

    @action(detail=True, methods=["post"], permission_classes=[CanChange])
    def abrir(self, request: Request, pk: str) -> Response:
        return self.pasar(EstadoDeSalida.ABIERTA, lambda salida: abrir(salida, self.orden()))

    @action(detail=True, methods=["post"], permission_classes=[CanChange])
    def realizar(self, request: Request, pk: str) -> Response:
        return self.pasar(EstadoDeSalida.REALIZADA, lambda salida: realizar(salida, self.orden()))

    @action(detail=True, methods=["post"], permission_classes=[CanChange])
    def reprogramar(self, request: Request, pk: str) -> Response:
        salida = self.get_object()
        pedido = self.pedido(ReprogramarSerializer)
        self.en_su_version(salida)
        inicio = pedido["inicio"]
        fin = pedido.get("fin", inicio + (salida.fin - salida.inicio))
        try:
            reprogramar(salida, inicio, fin, salida.version, self.orden())
        except VersionDistinta as error:
            raise self.otra_version(self.get_object()) from error
        return self.responder(salida)

    @action(detail=True, methods=["post"], url_path="asignar-guia", permission_classes=[CanChange])
    def asignar_guia(self, request: Request, pk: str) -> Response:
        guia = self.pedido(AsignarGuiaSerializer)["guia"]
        return self.responder(asignar_guia(self.get_object(), guia, self.orden()))

    def pasar(self, a: EstadoDeSalida, mover: Callable[[Salida], Salida]) -> Response:
        salida = self.get_object()

        def ya_esta() -> bool:
            salida.refresh_from_db(fields=["estado", "version", "plazas_ocupadas"])
            return bool(salida.estado == a)

        repetible(lambda: mover(salida), ya_esta, SalidaInalterable)
        return self.responder(salida)

    def en_su_version(self, salida: Salida) -> None:
        try:
            require_version(self.request, salida.version)
        except VersionDistinta as error:
            raise self.otra_version(salida) from error
