"""Describe in OpenAPI the stable name of each operation, its authentication and all of its refusals."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, OpenApiResponse
from rest_framework.permissions import SAFE_METHODS, DjangoModelPermissionsOrAnonReadOnly

from turismo.reglas import ReglaIncumplida

from .etags import IF_MATCH, VersionMismatch, VersionRequired
from .problems import CODES, MEDIA_TYPE, TITLES, Problem, ProblemType, problem_body, problem_type_of
from .serializers import ProblemSerializer

VERBS = {"list": "listar", "retrieve": "ver", "create": "crear", "partial_update": "cambiar", "destroy": "borrar"}

IF_MATCH_HEADER = OpenApiParameter(
    IF_MATCH,
    OpenApiTypes.STR,
    OpenApiParameter.HEADER,
    required=True,
    description='La versión sobre la que se decide, como llegó en ETag: `"3"`.',
    examples=[OpenApiExample("versión", value='"3"')],
)
ETAG_HEADER = OpenApiParameter(
    "ETag", OpenApiTypes.STR, OpenApiParameter.HEADER, response=[200, 201], description="La versión, para If-Match."
)


class SessionScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    target_class = "turismo.rest.authentication.SessionAuthentication"
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


def refusals(*classes: type[ReglaIncumplida] | type[Problem]) -> dict[tuple[int, str], OpenApiResponse]:
    """For `extend_schema(responses=…)`: the refusals that an operation has beyond the common ones."""
    by_status: dict[int, list[ProblemType]] = {}
    for problem_type in map(problem_type_of, classes):
        by_status.setdefault(problem_type.status, []).append(problem_type)
    return {(status, MEDIA_TYPE): problem_response(status, *types) for status, types in by_status.items()}


def problem_response(status: int, *types: ProblemType) -> OpenApiResponse:
    """Without `types`: the refusal of HTTP itself that has this status."""
    if not types:
        types = (ProblemType(CODES[status], status, TITLES[status], TITLES[status]),)
    return OpenApiResponse(
        ProblemSerializer,
        description=", ".join(problem_type.codigo for problem_type in types),
        examples=[
            OpenApiExample(
                problem_type.codigo,
                value=problem_body(status, problem_type.codigo, str(problem_type.detail), "/api/…"),
                media_type=MEDIA_TYPE,
                status_codes=[status],
                response_only=True,
            )
            for problem_type in types
        ],
    )


VERSION_REFUSALS = refusals(VersionRequired, VersionMismatch)


class Schema(AutoSchema):
    def get_operation_id(self) -> str:
        """`reservas_listar`, `reservas_confirmar`: the words of the address, and the verb of a standard action."""
        words = [word.replace("-", "_") for word in self._tokenize_path()]
        verb = VERBS.get(getattr(self.view, "action", None) or "")
        return "_".join([*words, verb] if verb else words)

    def get_auth(self) -> list[dict[str, Any]]:
        auth = super().get_auth()
        anonymous = any(isinstance(p, DjangoModelPermissionsOrAnonReadOnly) for p in self.view.get_permissions())
        return [*auth, {}] if anonymous and self.method in SAFE_METHODS else auth

    def _get_response_bodies(self, direction: Any = "response") -> Any:
        responses = super()._get_response_bodies(direction)
        if getattr(getattr(self.view, getattr(self.view, "action", None) or "", None), "is_revalidated", False):
            responses["304"] = {"description": "Sigue como estaba cuando llevaba el ETag de If-None-Match."}
        if self.path.startswith("/api/"):
            for status in sorted(set(self.common_statuses())):
                common = self._get_response_for_code(problem_response(status), str(status), [MEDIA_TYPE])  # type: ignore[no-untyped-call]
                own = responses.setdefault(str(status), common)
                own["description"] = ", ".join(dict.fromkeys([common["description"], own["description"]]))
        return responses

    def common_statuses(self) -> Iterator[int]:
        """The statuses of refusals that follow from the operation's authentication, body, parameters and throttles."""
        parameters = {(p["in"], p["name"]) for p in self._get_parameters()}
        auth = self.get_auth()
        if auth and {} not in auth:
            yield 401
        if any("csrf" in requirement for requirement in auth):
            yield 403
        if self._get_request_body():  # type: ignore[no-untyped-call]
            yield from (400, 413, 415)
        if any(place in {"query", "header"} for place, _name in parameters):
            yield 400
        if parameters & {("query", "page"), ("query", "cursor")} or any(place == "path" for place, _name in parameters):
            yield 404
        if self.view.get_throttles():
            yield 429
