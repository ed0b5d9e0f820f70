"""What our serializers share: the rules that a model states about itself hold for the API as they do in the admin."""

from typing import Any, TypeVar

from django.core.exceptions import NON_FIELD_ERRORS
from django.core.exceptions import ValidationError as ModelError
from django.db.models import Model
from django.utils.text import slugify
from rest_framework import serializers
from rest_framework.settings import api_settings

M = TypeVar("M", bound=Model)


class ModeloSerializer(serializers.ModelSerializer[M]):
    """DRF asks the fields of a model; this one also asks its `clean()` and its constraints."""

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        instance = self.Meta.model(**attrs)  # type: ignore[misc]
        ajenas = {campo.name for campo in instance._meta.fields if not campo.editable}
        try:
            instance.clean()
            instance.validate_constraints(exclude=ajenas)
        except ModelError as error:
            errors = error.message_dict
            if general := errors.pop(NON_FIELD_ERRORS, None):
                errors[api_settings.NON_FIELD_ERRORS_KEY] = general
            raise serializers.ValidationError(errors) from error
        return attrs


class EntradaSerializer(ModeloSerializer[M]):
    """An entry of the catalogue; who does not choose its address gets one made of its name."""

    def to_internal_value(self, data: Any) -> Any:
        if isinstance(data, dict) and not data.get("slug"):
            data = data | {"slug": slugify(str(data.get("nombre", "")))}
        return super().to_internal_value(data)

    def get_extra_kwargs(self) -> dict[str, Any]:
        return super().get_extra_kwargs() | {"slug": {"required": False}}
