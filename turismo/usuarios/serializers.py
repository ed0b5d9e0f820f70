"""Accounts as JSON, each for its own user only."""

from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError as PasswordError
from django.db import IntegrityError, transaction
from rest_framework import serializers
from rest_framework.validators import UniqueValidator

from turismo.rest.serializers import ValidatedModelSerializer

from .models import ACABAN_DE_TOMARSE, CORREO_TOMADO, NOMBRE_DE_USUARIO, NOMBRE_TOMADO, Usuario


class UsuarioSerializer(serializers.ModelSerializer[Usuario]):
    nombre = serializers.CharField(source="first_name", read_only=True)
    apellido = serializers.CharField(source="last_name", read_only=True)
    es_personal = serializers.BooleanField(source="is_staff", read_only=True)

    class Meta:
        model = Usuario
        fields = ["id", "username", "nombre", "apellido", "email", "telefono", "idioma", "rol", "es_personal"]
        read_only_fields = fields


def sin_usar(mensaje: Any) -> UniqueValidator:
    return UniqueValidator(Usuario.objects.all(), mensaje, lookup="iexact")


class RegistroSerializer(ValidatedModelSerializer[Usuario]):
    nombre = serializers.CharField(source="first_name", max_length=150, required=False)
    apellido = serializers.CharField(source="last_name", max_length=150, required=False)
    password = serializers.CharField(max_length=128, write_only=True, trim_whitespace=False)

    class Meta:
        model = Usuario
        fields = ["username", "email", "password", "nombre", "apellido", "telefono", "idioma"]
        # The model's constraints say the same, but not at which field.
        extra_kwargs = {
            "username": {"validators": [NOMBRE_DE_USUARIO, sin_usar(NOMBRE_TOMADO)]},
            "email": {"validators": [sin_usar(CORREO_TOMADO)]},
        }

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        attrs = super().validate(attrs)
        try:
            validate_password(attrs["password"], Usuario(**attrs))
        except PasswordError as error:
            raise serializers.ValidationError({"password": error.messages}) from error
        return attrs

    def create(self, validated_data: dict[str, Any]) -> Usuario:
        try:
            with transaction.atomic():
                usuario: Usuario = Usuario.objects.create_user(**validated_data)
        except IntegrityError as error:  # another request has taken the name or the address since `validate`
            raise serializers.ValidationError(ACABAN_DE_TOMARSE) from error
        return usuario

    def to_representation(self, instance: Usuario) -> Any:
        return UsuarioSerializer(instance).data


class SesionSerializer(serializers.Serializer[Any]):
    username = serializers.CharField(max_length=150)
    password = serializers.CharField(max_length=128, trim_whitespace=False)
