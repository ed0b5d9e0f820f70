"""Accounts over REST: register, log in, log out, read the own account."""

from typing import Any

from django.contrib.auth import authenticate, login, logout
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import status
from rest_framework.generics import CreateAPIView, RetrieveAPIView
from rest_framework.permissions import AllowAny, IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.throttling import ScopedRateThrottle
from rest_framework.views import APIView

from turismo.rest.problems import Problem
from turismo.rest.schema import refusals

from .models import Usuario
from .serializers import RegistroSerializer, SesionSerializer, UsuarioSerializer
from .throttles import SesionesFallidas


class CredencialesInvalidas(Problem):
    status_code = status.HTTP_400_BAD_REQUEST
    default_detail = _("El nombre de usuario o la contraseña no son correctos.")
    codigo = "CREDENCIALES_INVALIDAS"


@extend_schema(
    summary="Crea una cuenta de viajero",
    examples=[
        OpenApiExample(
            "una viajera",
            value={"username": "ana", "email": "ana@example.com", "password": "caminata-larga", "nombre": "Ana"},
            request_only=True,
        )
    ],
)
class RegistroView(CreateAPIView[Usuario]):
    # No session is read, so a foreign page cannot use one (CSRF).
    authentication_classes: list[Any] = []
    permission_classes = [AllowAny]
    throttle_classes = [ScopedRateThrottle]
    throttle_scope = "registro"
    serializer_class = RegistroSerializer


class LoginView(APIView):
    # Only JSON is parsed, and a form on a foreign page cannot send JSON (CSRF).
    authentication_classes: list[Any] = []
    permission_classes = [AllowAny]
    throttle_classes = [SesionesFallidas]

    @extend_schema(
        summary="Inicia sesión",
        description="Deja las cookies de la sesión y del testigo CSRF.",
        request=SesionSerializer,
        responses={200: UsuarioSerializer, **refusals(CredencialesInvalidas)},
    )
    def post(self, request: Request) -> Response:
        credenciales = SesionSerializer(data=request.data)
        credenciales.is_valid(raise_exception=True)
        usuario = authenticate(request, **credenciales.validated_data)
        if usuario is None:
            SesionesFallidas().anotar(request)
            raise CredencialesInvalidas
        login(request, usuario)
        return Response(UsuarioSerializer(usuario).data)


class LogoutView(APIView):
    permission_classes = [IsAuthenticated]

    @extend_schema(summary="Cierra la sesión", request=None, responses={204: None})
    def post(self, request: Request) -> Response:
        logout(request)
        return Response(status=status.HTTP_204_NO_CONTENT)


@extend_schema(summary="Dice quién es quien pregunta")
class YoView(RetrieveAPIView[Usuario]):
    permission_classes = [IsAuthenticated]
    serializer_class = UsuarioSerializer

    def get_object(self) -> Any:
        return self.request.user
