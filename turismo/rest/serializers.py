"""Serializers that several apps share, and those of problems."""

from copy import copy
from typing import Any, TypeVar

from django.core.exceptions import NON_FIELD_ERRORS
from django.core.exceptions import ValidationError as ModelError
from django.db import IntegrityError, transaction
from django.db.models import Model
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_serializer
from rest_framework import serializers, status
from rest_framework.settings import api_settings

from turismo.reglas import ReglaIncumplida

from .problems import Problem, problem_types

M = TypeVar("M", bound=Model)


class AlreadyExists(Problem):
    status_code = status.HTTP_409_CONFLICT
    default_detail = _("Alguien acaba de crear lo mismo.")
    codigo = "YA_EXISTE"


class ValidatedModelSerializer(serializers.ModelSerializer[M]):
    """Run the model's `clean()` and constraints too; DRF runs only the validators of the fields."""

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        instance = self.instance_with(attrs)
        not_editable = {field.name for field in instance._meta.fields if not field.editable}
        try:
            instance.clean()
            instance.validate_constraints(exclude=not_editable)
        except ModelError as error:
            if isinstance(error.__cause__, ReglaIncumplida):
                raise error.__cause__ from error
            errors = error.message_dict
            if general := errors.pop(NON_FIELD_ERRORS, None):
                errors[api_settings.NON_FIELD_ERRORS_KEY] = general
            raise serializers.ValidationError(errors) from error
        return attrs

    def instance_with(self, attrs: dict[str, Any]) -> M:
        """A copy of the instance with the new values, not saved."""
        instance: M = copy(self.instance) if self.instance else self.Meta.model()  # type: ignore[misc]
        many_to_many = {field.name for field in instance._meta.many_to_many}
        for name in attrs.keys() - many_to_many:
            setattr(instance, name, attrs[name])
        return instance

    def save(self, **kwargs: Any) -> M:
        try:
            with transaction.atomic():
                return super().save(**kwargs)
        except IntegrityError as error:  # another transaction has created it since `validate`
            raise AlreadyExists from error


@extend_schema_serializer(component_name="ClaseDeProblema")
class ProblemTypeSerializer(serializers.Serializer[Any]):
    codigo = serializers.CharField()
    status = serializers.IntegerField()
    title = serializers.CharField()
    detail = serializers.CharField(help_text="Con %(nombre)s donde va algo del caso; vacío si depende del caso.")


# For OpenAPI only: `errors` writes the answers.
@extend_schema_serializer(component_name="Problema")
class ProblemSerializer(serializers.Serializer[Any]):
    """The form of every refusal."""

    type = serializers.CharField(help_text="Dónde se describe esta clase de problema.")
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField(help_text="Qué pasa, para personas y en su idioma.")
    codigo = serializers.CharField(help_text="Qué pasa, para programas: no cambia.")
    instance = serializers.CharField()
    errores = serializers.DictField(
        child=serializers.ListField(child=serializers.CharField()),
        required=False,
        help_text="De cada campo, qué hay que corregir; «general» si es del conjunto.",
    )
    actual = serializers.DictField(required=False, help_text="En un 412: cómo es ahora lo que se quería cambiar.")

    def get_fields(self) -> dict[str, Any]:
        # Asked here and not at import, when not all problem types are declared.
        return super().get_fields() | {"codigo": serializers.ChoiceField(sorted(problem_types()))}
