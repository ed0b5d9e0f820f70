"""OpenAPI descriptions of the catalogue that its views cannot give."""

from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, extend_schema, extend_schema_view
from rest_framework.serializers import Serializer

from turismo.catalogo.reglas import TarifaEnUso
from turismo.rest.schema import refusals
from turismo.rest.serializers import AlreadyExists

from .serializers import CalendarioSerializer, DiaSerializer, TarifaSerializer

DESCRIPCION = (
    "El público ve lo publicado; el personal, todo. Los textos llegan en el idioma de Accept-Language si lo hay. "
    "La respuesta lleva ETag: con If-None-Match, lo que no ha cambiado es un 304."
)


def describir_entradas(muchos: str, uno: str, serializer: type[Serializer[Any]]) -> Any:
    return extend_schema_view(
        list=extend_schema(summary=f"Lista {muchos}", description=DESCRIPCION),
        retrieve=extend_schema(summary=f"Muestra {uno}", description=DESCRIPCION),
        create=extend_schema(
            summary=f"Añade {uno}",
            description="Con el permiso de añadir. Sin `slug`, la dirección se forma con el nombre.",
            responses={201: serializer, **refusals(AlreadyExists)},
        ),
    )


describir_calendario = extend_schema(
    summary="El calendario de un tour",
    description=(
        "Una fila por día del lugar, de `desde` a `hasta` incluidos (92 días como mucho): "
        "`disponible`, `limitada` (queda menos de la mitad), `agotada` (no caben tantas plazas) o `cerrada`."
    ),
    parameters=[CalendarioSerializer],
    responses=DiaSerializer(many=True),
    examples=[
        OpenApiExample(
            "dos días",
            value=[
                {"fecha": "2026-12-24", "estado": "limitada", "libres": 3, "salidas": 2},
                {"fecha": "2026-12-25", "estado": "cerrada", "libres": 0, "salidas": 0},
            ],
            response_only=True,
        )
    ],
)

DEL_TOUR = OpenApiParameter("slug", OpenApiTypes.STR, OpenApiParameter.PATH, description="El del tour.")

describir_tarifas = extend_schema_view(
    list=extend_schema(summary="Lista las tarifas de un tour", description="Además de la general, que es su precio."),
    retrieve=extend_schema(summary="Muestra una tarifa"),
    create=extend_schema(
        summary="Añade una tarifa",
        description="Una de cada tipo, en la moneda del tour.",
        responses={201: TarifaSerializer, **refusals(AlreadyExists)},
    ),
    partial_update=extend_schema(
        summary="Cambia una tarifa", description="Lo ya vendido conserva su precio; `activa: false` la retira."
    ),
    destroy=extend_schema(
        summary="Borra una tarifa",
        description="Solo si nunca se ha vendido.",
        responses={204: None, **refusals(TarifaEnUso)},
    ),
)
