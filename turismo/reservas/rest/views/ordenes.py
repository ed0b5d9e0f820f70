"""Orders: what moving a reservation and moving a departure have in common."""

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
        """What the body asks for; there need not be one where nothing in it is required."""
        data = self.request.data
        # For a missing body DRF has an empty form, in which a box that is not there is one that is not ticked.
        pedido = serializer_class(data={} if isinstance(data, QueryDict) else data, context={"request": self.request})
        pedido.is_valid(raise_exception=True)
        return dict(pedido.validated_data)

    def responder(self, fila: Any, status: int | None = None) -> Response:
        return Response(self.get_serializer(fila).data, status, headers={"ETag": etag(fila.version)})

    def otra_version(self, fila: Any) -> VersionMismatch:
        return VersionMismatch(self.get_serializer(fila).data)


def repetible(mover: Callable[[], object], ya_esta: Callable[[], bool], *reglas: type[Exception]) -> None:
    """Who repeats a request because they heard no answer gets the answer."""
    try:
        mover()
    except reglas:
        if not ya_esta():
            raise
