"""What OpenAPI says of every operation: its stable name, who may call it, and each way in which it says no."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, OpenApiResponse
from rest_framework.permissions import SAFE_METHODS, DjangoModelPermissionsOrAnonReadOnly

from turismo.reglas import ReglaIncumplida

from .etags import IF_MATCH, FaltaVersion, OtraVersion
from .problems import CODIGOS, MEDIA_TYPE, TITULOS, Clase, Problema, clase_de, cuerpo
from .serializers import ProblemaSerializer

VERBOS = {"list": "listar", "retrieve": "ver", "create": "crear", "partial_update": "cambiar", "destroy": "borrar"}

CON_VERSION = OpenApiParameter(
    IF_MATCH,
    OpenApiTypes.STR,
    OpenApiParameter.HEADER,
    required=True,
    description='La versión sobre la que se decide, como llegó en ETag: `"3"`.',
    examples=[OpenApiExample("versión", value='"3"')],
)
VERSION = OpenApiParameter(
    "ETag", OpenApiTypes.STR, OpenApiParameter.HEADER, response=[200, 201], description="La versión, para If-Match."
)


class SesionScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    target_class = "turismo.rest.authentication.Sesion"
    name = ["sesion", "csrf"]

    def get_security_requirement(self, auto_schema: Any) -> dict[str, list[str]]:
        return {"sesion": []} if auto_schema.method in SAFE_METHODS else {"sesion": [], "csrf": []}

    def get_security_definition(self, auto_schema: Any) -> list[dict[str, str]]:
        cookie = {"type": "apiKey", "in": "cookie", "name": settings.SESSION_COOKIE_NAME}
        header = {"type": "apiKey", "in": "header", "name": "X-CSRFToken"}
        return [
            cookie | {"description": "La deja `POST /api/usuarios/login`."},
            header | {"description": f"Lo que hay en la cookie `{settings.CSRF_COOKIE_NAME}`, al cambiar algo."},
        ]


def rechazos(*clases: type[ReglaIncumplida] | type[Problema]) -> dict[tuple[int, str], OpenApiResponse]:
    """For `extend_schema(responses=…)`: the refusals of an operation that others do not have."""
    por_estado: dict[int, list[Clase]] = {}
    for clase in map(clase_de, clases):
        por_estado.setdefault(clase.status, []).append(clase)
    return {(status, MEDIA_TYPE): respuesta(status, *juntas) for status, juntas in por_estado.items()}


def respuesta(status: int, *clases: Clase) -> OpenApiResponse:
    if not clases:
        clases = (Clase(CODIGOS[status], status, TITULOS[status], TITULOS[status]),)
    return OpenApiResponse(
        ProblemaSerializer,
        description=", ".join(clase.codigo for clase in clases),
        examples=[
            OpenApiExample(
                clase.codigo,
                value=cuerpo(status, clase.codigo, str(clase.detail), "/api/…"),
                media_type=MEDIA_TYPE,
                status_codes=[status],
                response_only=True,
            )
            for clase in clases
        ],
    )


DE_VERSION = rechazos(FaltaVersion, OtraVersion)


class Esquema(AutoSchema):
    def get_operation_id(self) -> str:
        """`reservas_listar`, `reservas_confirmar`: the words of the address, and a verb if they have none."""
        palabras = [palabra.replace("-", "_") for palabra in self._tokenize_path()]
        verbo = VERBOS.get(getattr(self.view, "action", None) or "")
        return "_".join([*palabras, verbo] if verbo else palabras)

    def get_auth(self) -> list[dict[str, Any]]:
        auth = super().get_auth()
        anonimos = any(isinstance(p, DjangoModelPermissionsOrAnonReadOnly) for p in self.view.get_permissions())
        return [*auth, {}] if anonimos and self.method in SAFE_METHODS else auth

    def _get_response_bodies(self, direction: Any = "response") -> Any:
        respuestas = super()._get_response_bodies(direction)
        if getattr(getattr(self.view, getattr(self.view, "action", None) or "", None), "se_revalida", False):
            respuestas["304"] = {"description": "Sigue como estaba cuando llevaba el ETag de If-None-Match."}
        if self.path.startswith("/api/"):
            for status in sorted(set(self.rechazos_comunes())):
                comun = self._get_response_for_code(respuesta(status), str(status), [MEDIA_TYPE])  # type: ignore[no-untyped-call]
                propia = respuestas.setdefault(str(status), comun)
                propia["description"] = ", ".join(dict.fromkeys([comun["description"], propia["description"]]))
        return respuestas

    def rechazos_comunes(self) -> Iterator[int]:
        lugares = {(p["in"], p["name"]) for p in self._get_parameters()}
        auth = self.get_auth()
        if auth and {} not in auth:
            yield 401
        if any("csrf" in uno for uno in auth):
            yield 403
        if self._get_request_body():  # type: ignore[no-untyped-call]
            yield from (400, 413, 415)
        if any(lugar in {"query", "header"} for lugar, _nombre in lugares):
            yield 400
        if lugares & {("query", "page"), ("query", "cursor")} or any(lugar == "path" for lugar, _nombre in lugares):
            yield 404
        if self.view.get_throttles():
            yield 429
