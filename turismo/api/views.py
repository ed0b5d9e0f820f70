"""The documentation, the catalogue of problem types, and a 404 for all other addresses."""

from typing import Any

from django.http import Http404
from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SpectacularSwaggerSplitView
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from turismo.rest.problems import problem_types
from turismo.rest.serializers import ProblemTypeSerializer


class DocsView(SpectacularSwaggerSplitView):
    url_name = "api:schema"
    template_name = "api/docs.html"


class ProblemasView(APIView):
    authentication_classes: list[Any] = []
    permission_classes = [AllowAny]

    @extend_schema(
        operation_id="problemas_listar",
        summary="Lista las clases de problemas",
        responses=ProblemTypeSerializer(many=True),
    )
    def get(self, request: Request) -> Response:
        return Response(ProblemTypeSerializer(problem_types().values(), many=True).data)


class ProblemaView(APIView):
    """The address in `type` of a problem."""

    authentication_classes: list[Any] = []
    permission_classes = [AllowAny]

    @extend_schema(
        operation_id="problemas_ver",
        summary="Explica una clase de problema",
        description="Adonde lleva el `type` de un problema.",
        responses=ProblemTypeSerializer,
    )
    def get(self, request: Request, codigo: str) -> Response:
        if codigo not in problem_types():
            raise Http404
        return Response(ProblemTypeSerializer(problem_types()[codigo]).data)


@extend_schema(exclude=True)
class NingunaParte(APIView):
    """Answer all other addresses under `/api/` with a problem; Django's 404 is an HTML page."""

    authentication_classes: list[Any] = []
    permission_classes = [AllowAny]

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        raise Http404
