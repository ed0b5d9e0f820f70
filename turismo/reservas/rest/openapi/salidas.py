"""Departures."""

from drf_spectacular.utils import extend_schema, extend_schema_view

from turismo.catalogo.reglas import GuiaOcupado
from turismo.catalogo.rest.serializers import SalidaSerializer
from turismo.reglas import ReglaIncumplida
from turismo.reservas import reglas
from turismo.reservas.rest.serializers.salida import (
    AsignarGuiaSerializer,
    CambioDeSalidaSerializer,
    CancelarSalidaSerializer,
    ReprogramarSerializer,
)
from turismo.rest.schema import ETAG_HEADER, IF_MATCH_HEADER, VERSION_REFUSALS, refusals
from turismo.rest.serializers import AlreadyExists

from .reservas import REPETIBLE

ES_OPERACION = "Con el permiso de cambiar salidas."


def de_salida(summary: str, request: object, *clases: type[ReglaIncumplida], nota: str = "") -> object:
    return extend_schema(
        summary=summary,
        description=" ".join(filter(None, [nota, ES_OPERACION])),
        request=request,
        responses={200: SalidaSerializer, **refusals(reglas.SalidaInalterable, *clases)},
    )


describir_salidas = extend_schema_view(
    list=extend_schema(summary="Lista las salidas", description="El público ve las que están por salir."),
    retrieve=extend_schema(summary="Muestra una salida", parameters=[ETAG_HEADER]),
    create=extend_schema(
        summary="Añade una salida",
        description="Con el permiso de añadir.",
        responses={201: SalidaSerializer, **refusals(GuiaOcupado, AlreadyExists)},
    ),
    partial_update=extend_schema(
        summary="Cambia el cupo, el cierre de venta o el punto de encuentro",
        description=ES_OPERACION,
        parameters=[IF_MATCH_HEADER, ETAG_HEADER],
        request=CambioDeSalidaSerializer,
        responses={200: SalidaSerializer, **refusals(reglas.SalidaInalterable), **VERSION_REFUSALS},
    ),
    cancelar=de_salida(
        "Cancela una salida",
        CancelarSalidaSerializer,
        reglas.MotivoInvalido,
        nota=f"Con ella, sus reservas, con reembolso total. {REPETIBLE}",
    ),
    reprogramar=extend_schema(
        summary="Mueve una salida",
        description=ES_OPERACION,
        parameters=[IF_MATCH_HEADER, ETAG_HEADER],
        request=ReprogramarSerializer,
        responses={
            200: SalidaSerializer,
            **refusals(reglas.HorarioInvalido, reglas.SalidaInalterable, reglas.SalidaRepetida, GuiaOcupado),
            **VERSION_REFUSALS,
        },
    ),
    asignar_guia=de_salida("Da una salida a un guía", AsignarGuiaSerializer, GuiaOcupado),
    cerrar=de_salida("Deja de vender una salida", None, nota=f"Se hará igualmente. {REPETIBLE}"),
    abrir=de_salida("Vuelve a vender una salida", None, nota=REPETIBLE),
    realizar=de_salida("Dice que una salida se ha hecho", None, nota=f"O que ha empezado al menos. {REPETIBLE}"),
)
