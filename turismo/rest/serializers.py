"""What our serializers share: the rules that a model states about itself hold for the API as they do in the admin."""

from copy import copy
from typing import Any, TypeVar

from django.core.exceptions import NON_FIELD_ERRORS
from django.core.exceptions import ValidationError as ModelError
from django.db import IntegrityError, transaction
from django.db.models import Model
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers, status
from rest_framework.settings import api_settings

from turismo.reglas import ReglaIncumplida

from .problems import Problema, clases

M = TypeVar("M", bound=Model)


class YaExiste(Problema):
    status_code = status.HTTP_409_CONFLICT
    default_detail = _("Alguien acaba de crear lo mismo.")
    codigo = "YA_EXISTE"


class ModeloSerializer(serializers.ModelSerializer[M]):
    """DRF asks the fields of a model; this one also asks its `clean()` and its constraints."""

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        instance = self.con(attrs)
        ajenas = {campo.name for campo in instance._meta.fields if not campo.editable}
        try:
            instance.clean()
            instance.validate_constraints(exclude=ajenas)
        except ModelError as error:
            if isinstance(error.__cause__, ReglaIncumplida):
                raise error.__cause__ from error
            errors = error.message_dict
            if general := errors.pop(NON_FIELD_ERRORS, None):
                errors[api_settings.NON_FIELD_ERRORS_KEY] = general
            raise serializers.ValidationError(errors) from error
        return attrs

    def con(self, attrs: dict[str, Any]) -> M:
        """As it would be."""
        instance: M = copy(self.instance) if self.instance else self.Meta.model()  # type: ignore[misc]
        varios = {campo.name for campo in instance._meta.many_to_many}
        for nombre in attrs.keys() - varios:
            setattr(instance, nombre, attrs[nombre])
        return instance

    def save(self, **kwargs: Any) -> M:
        try:
            with transaction.atomic():
                return super().save(**kwargs)
        except IntegrityError as error:  # it was all right when we looked
            raise YaExiste from error


class ClaseDeProblemaSerializer(serializers.Serializer[Any]):
    codigo = serializers.CharField()
    status = serializers.IntegerField()
    title = serializers.CharField()
    detail = serializers.CharField(help_text="Con %(nombre)s donde va algo del caso; vacío si depende del caso.")


class ProblemaSerializer(serializers.Serializer[Any]):
    """How every refusal looks; only the documentation needs it."""

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
        # Not known before all of them are.
        return super().get_fields() | {"codigo": serializers.ChoiceField(sorted(clases()))}
