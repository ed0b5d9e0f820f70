"""Bodies of requests about departures."""

from typing import Any

from rest_framework import serializers

from turismo.catalogo.models import Guia, Salida
from turismo.reservas.models import MOTIVO
from turismo.rest.fields import QuantityField, UTCDateTimeField
from turismo.rest.serializers import ValidatedModelSerializer


class CambioDeSalidaSerializer(ValidatedModelSerializer[Salida]):
    """The columns that need no announcement to the travellers; other changes have actions of their own."""

    cierra_en = UTCDateTimeField()
    capacidad = QuantityField()

    class Meta:
        model = Salida
        fields = ["capacidad", "cierra_en", "punto_de_encuentro"]


class CancelarSalidaSerializer(serializers.Serializer[Any]):
    motivo = serializers.CharField(max_length=MOTIVO)


class ReprogramarSerializer(serializers.Serializer[Any]):
    inicio = UTCDateTimeField()
    fin = UTCDateTimeField(required=False, help_text="Si falta, dura lo mismo que antes.")


class AsignarGuiaSerializer(serializers.Serializer[Any]):
    guia = serializers.SlugRelatedField(
        slug_field="slug", queryset=Guia.objects.all(), allow_null=True, help_text="Nulo: se queda sin guía."
    )
