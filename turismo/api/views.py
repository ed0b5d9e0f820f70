"""What is nobody's resource: the documentation, what the problems mean, and the addresses that lead nowhere."""

from typing import Any

from django.http import Http404
from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SpectacularSwaggerSplitView
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from turismo.rest.problems import clases
from turismo.rest.serializers import ClaseDeProblemaSerializer


class DocsView(SpectacularSwaggerSplitView):
    url_name = "api:schema"
    template_name = "api/docs.html"


class ProblemasView(APIView):
    authentication_classes: list[Any] = []
    permission_classes = [AllowAny]

    @extend_schema(
        operation_id="problemas_listar",
        summary="Lista las clases de problemas",
        responses=ClaseDeProblemaSerializer(many=True),
    )
    def get(self, request: Request) -> Response:
        return Response(ClaseDeProblemaSerializer(clases().values(), many=True).data)


class ProblemaView(APIView):
    """Where the `type` of a problem leads."""

    authentication_classes: list[Any] = []
    permission_classes = [AllowAny]

    @extend_schema(
        operation_id="problemas_ver",
        summary="Explica una clase de problema",
        description="Adonde lleva el `type` de un problema.",
        responses=ClaseDeProblemaSerializer,
    )
    def get(self, request: Request, codigo: str) -> Response:
        if codigo not in clases():
            raise Http404
        return Response(ClaseDeProblemaSerializer(clases()[codigo]).data)


@extend_schema(exclude=True)
class NingunaParte(APIView):
    """The rest of `/api/`: Django's own page for it is for people."""

    authentication_classes: list[Any] = []
    permission_classes = [AllowAny]

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        raise Http404
