"""Accounts over REST: register, log in, log out, who am I."""

from typing import Any

from django.contrib.auth import authenticate, login, logout
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.exceptions import APIException
from rest_framework.generics import CreateAPIView, RetrieveAPIView
from rest_framework.permissions import AllowAny, IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.throttling import ScopedRateThrottle
from rest_framework.views import APIView

from .models import Usuario
from .serializers import RegistroSerializer, SesionSerializer, UsuarioSerializer
from .throttles import SesionesFallidas


class CredencialesInvalidas(APIException):
    status_code = status.HTTP_400_BAD_REQUEST
    default_detail = _("El nombre de usuario o la contraseña no son correctos.")
    codigo = "CREDENCIALES_INVALIDAS"


class RegistroView(CreateAPIView[Usuario]):
    # Nobody is asked who they are, so there is no session that a foreign page could abuse.
    authentication_classes: list[Any] = []
    permission_classes = [AllowAny]
    throttle_classes = [ScopedRateThrottle]
    throttle_scope = "registro"
    serializer_class = RegistroSerializer


class LoginView(APIView):
    # Only JSON is read, which a form on a foreign page cannot send.
    authentication_classes: list[Any] = []
    permission_classes = [AllowAny]
    throttle_classes = [SesionesFallidas]

    @extend_schema(request=SesionSerializer, responses=UsuarioSerializer)
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

    @extend_schema(request=None, responses={204: None})
    def post(self, request: Request) -> Response:
        logout(request)
        return Response(status=status.HTTP_204_NO_CONTENT)


class YoView(RetrieveAPIView[Usuario]):
    permission_classes = [IsAuthenticated]
    serializer_class = UsuarioSerializer

    def get_object(self) -> Any:
        return self.request.user
