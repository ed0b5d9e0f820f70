"""The common part of views that change reservations and departures."""

from collections.abc import Callable
from typing import Any

from django.http import QueryDict
from rest_framework.generics import GenericAPIView
from rest_framework.response import Response
from rest_framework.serializers import Serializer

from turismo.reservas.dominio.orden import Orden
from turismo.reservas.models import Origen
from turismo.rest.etags import VersionMismatch, etag


class Ordenes(GenericAPIView[Any]):
    def orden(self) -> Orden:
        return Orden(self.request.user, Origen.API)  # type: ignore[arg-type]

    def pedido(self, serializer_class: type[Serializer[Any]]) -> dict[str, Any]:
        """Return the validated body; without required fields it may be missing."""
        data = self.request.data
        # For a missing body DRF parses an empty form, in which an absent boolean is false.
        pedido = serializer_class(data={} if isinstance(data, QueryDict) else data, context={"request": self.request})
        pedido.is_valid(raise_exception=True)
        return dict(pedido.validated_data)

    def responder(self, fila: Any, status: int | None = None) -> Response:
        return Response(self.get_serializer(fila).data, status, headers={"ETag": etag(fila.version)})

    def otra_version(self, fila: Any) -> VersionMismatch:
        return VersionMismatch(self.get_serializer(fila).data)


def repetible(mover: Callable[[], object], ya_esta: Callable[[], bool], *reglas: type[Exception]) -> None:
    """Make a repeated request succeed if the first one already did the work."""
    try:
        mover()
    except reglas:
        if not ya_esta():
            raise
