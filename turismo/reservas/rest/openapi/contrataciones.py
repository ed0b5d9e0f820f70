"""Contracted services."""

from drf_spectacular.utils import extend_schema, extend_schema_view

from turismo.reservas import reglas
from turismo.reservas.rest.serializers import (
    ContratacionSerializer,
)
from turismo.rest.schema import refusals

DE_SERVICIO = (
    reglas.MonedaDistinta,
    reglas.ServicioDeOtroTour,
    reglas.ServicioPorReserva,
    reglas.ImporteExcesivo,
    reglas.ReservaInactiva,
    reglas.ServicioRepetido,
)

describir_contrataciones = extend_schema_view(
    list=extend_schema(summary="Lista los servicios contratados"),
    create=extend_schema(
        summary="Contrata un servicio",
        description="Lo mismo que en la dirección de la reserva.",
        responses={201: ContratacionSerializer, **refusals(*DE_SERVICIO)},
    ),
)
