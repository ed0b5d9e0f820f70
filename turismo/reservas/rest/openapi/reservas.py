"""Reservations."""

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, extend_schema, extend_schema_view

from turismo.reservas import reglas
from turismo.reservas.rest.serializers import (
    ApartarSerializer,
    AsistenciaSerializer,
    ContratacionSerializer,
    ReservaSerializer,
    ServicioPedidoSerializer,
    TransicionSerializer,
)
from turismo.reservas.rest.serializers.pedido import CLAVE, CancelarSerializer, CompletarSerializer
from turismo.rest.schema import ETAG_HEADER, IF_MATCH_HEADER, VERSION_REFUSALS, refusals

from .contrataciones import DE_SERVICIO

DE_LINEAS = (
    reglas.PersonasFueraDeRango,
    reglas.TarifaDesconocida,
    reglas.TarifaRepetida,
    reglas.TarifaAcompanada,
    reglas.ImporteExcesivo,
)
REPETIBLE = "Repetirlo cuando ya está hecho responde lo mismo."

describir_reservas = extend_schema_view(
    list=extend_schema(summary="Lista las reservas", description="Cada cual las suyas; la operación, todas."),
    retrieve=extend_schema(summary="Muestra una reserva", parameters=[ETAG_HEADER]),
    create=extend_schema(
        summary="Aparta plazas",
        description=(
            "Las guarda hasta `expira_en`; después se confirma o se pierden. Con `plazas` son de la tarifa general; "
            "con `lineas`, de las que se digan. 201 la primera vez; 200 si esa clave ya las había apartado."
        ),
        parameters=[
            OpenApiParameter(
                CLAVE,
                OpenApiTypes.UUID,
                OpenApiParameter.HEADER,
                description="Elegida por el cliente: repetir la petición con la misma no reserva dos veces.",
            ),
            ETAG_HEADER,
        ],
        request=ApartarSerializer,
        responses={
            201: ReservaSerializer,
            200: ReservaSerializer,
            **refusals(*DE_LINEAS, reglas.SinCupo, reglas.SalidaCerrada, reglas.ReservaRepetida),
        },
        examples=[
            OpenApiExample("dos plazas generales", value={"salida": 7, "plazas": 2}, request_only=True),
            OpenApiExample(
                "una familia",
                value={
                    "salida": 7,
                    "lineas": [{"tarifa": "general", "cantidad": 2}, {"tarifa": "nino", "cantidad": 1}],
                    "contacto_telefono": "+51987654321",
                    "notas": "Uno de nosotros es celíaco.",
                },
                request_only=True,
            ),
        ],
    ),
    partial_update=extend_schema(
        summary="Corrige el contacto o las notas",
        parameters=[IF_MATCH_HEADER, ETAG_HEADER],
        responses={200: ReservaSerializer, **refusals(reglas.TransicionInvalida), **VERSION_REFUSALS},
    ),
    confirmar=extend_schema(
        summary="Confirma una reserva",
        description=f"La hace su cliente si el tour es de confirmación inmediata; si no, la operación. {REPETIBLE}",
        request=None,
        responses={200: ReservaSerializer, **refusals(reglas.TransicionInvalida, reglas.PlazoVencido)},
    ),
    cancelar=extend_schema(
        summary="Cancela una reserva",
        description=f"El reembolso es total antes del corte de cancelación del tour, y después ninguno. {REPETIBLE}",
        request=CancelarSerializer,
        responses={200: ReservaSerializer, **refusals(reglas.TransicionInvalida)},
        examples=[OpenApiExample("con motivo", value={"motivo": "Perdimos el vuelo."}, request_only=True)],
    ),
    extender=extend_schema(
        summary="Guarda las plazas un rato más",
        description=f"Una sola vez, y no más allá del cierre de venta. {REPETIBLE}",
        request=None,
        responses={
            200: ReservaSerializer,
            **refusals(reglas.TransicionInvalida, reglas.PlazoVencido, reglas.SinMargen),
        },
    ),
    completar=extend_schema(
        summary="Dice si vinieron",
        description=f"La operación, o el guía de la salida; cuando ya ha empezado. {REPETIBLE}",
        request=CompletarSerializer,
        responses={200: AsistenciaSerializer, **refusals(reglas.TransicionInvalida)},
    ),
    transiciones=extend_schema(
        summary="Cuenta la vida de una reserva",
        description="Cada paso, en orden; quién lo dio, solo a la operación.",
        responses=TransicionSerializer(many=True),
    ),
    servicios=extend_schema(
        operation_id="reservas_servicios_contratar",
        summary="Contrata un servicio",
        description="201 la primera vez; 200 si ya estaba contratado en la misma cantidad.",
        request=ServicioPedidoSerializer,
        responses={201: ContratacionSerializer, 200: ContratacionSerializer, **refusals(*DE_SERVICIO)},
    ),
    anular_servicio=extend_schema(
        operation_id="reservas_servicios_anular",
        summary="Anula un servicio contratado",
        parameters=[OpenApiParameter("contratacion", OpenApiTypes.INT, OpenApiParameter.PATH, description="Su `id`.")],
        request=None,
        responses={204: None, **refusals(reglas.ContratacionInalterable, reglas.ReservaInactiva)},
    ),
)
