"""Bodies of requests about reservations."""

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from rest_framework import serializers

from turismo.catalogo.models import GENERAL, Salida, Tarifa, TipoDeTarifa, Tour
from turismo.reservas.dominio.contacto import CAMPOS as CONTACTO
from turismo.reservas.models import MOTIVO, LineaReserva, Reembolso, Reserva
from turismo.reservas.reglas import TarifaDesconocida
from turismo.rest.fields import QuantityField

CLAVE = "Idempotency-Key"
TARIFAS = [(GENERAL, "general"), *TipoDeTarifa.choices]


class LineaPedidaSerializer(serializers.Serializer[Any]):
    tarifa = serializers.ChoiceField(TARIFAS)
    cantidad = QuantityField()


class ApartarSerializer(serializers.ModelSerializer[Reserva]):
    """A new reservation. The contact defaults to the user's, and seats without fares are general ones."""

    uuid = serializers.UUIDField(required=False, help_text=f"Lo mismo que {CLAVE}: con uno de los dos basta.")
    salida = serializers.PrimaryKeyRelatedField(queryset=Salida.objects.select_related("tour__destino"))
    plazas = QuantityField(required=False, help_text="De la tarifa general.")
    lineas = serializers.ListField(
        child=LineaPedidaSerializer(), required=False, allow_empty=False, max_length=len(TARIFAS)
    )

    class Meta:
        model = Reserva
        fields = ["uuid", "salida", "plazas", "lineas", *CONTACTO]
        extra_kwargs = {"contacto_nombre": {"required": False}}

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if ("plazas" in attrs) == ("lineas" in attrs):
            raise serializers.ValidationError({"plazas": [_("Diga «plazas» o «lineas»: una de las dos.")]})
        usuario = self.context["request"].user
        return {
            "usuario": usuario,
            "contacto_nombre": str(usuario),
            "contacto_email": usuario.email,
            "contacto_telefono": usuario.telefono,
            **attrs,
            **clave(self.context["request"].headers.get(CLAVE), attrs.get("uuid")),
        }

    def reserva_y_lineas(self) -> tuple[Reserva, list[LineaReserva]]:
        datos = dict(self.validated_data)
        pedidas = datos.pop("lineas", [])
        return Reserva(**datos), list(en_lineas(pedidas, datos["salida"].tour)) if pedidas else []


def clave(cabecera: str | None, uuid: UUID | None) -> dict[str, UUID]:
    """Read the header with or without quotes: the draft (Idempotency-Key) has them, most clients leave them out."""
    if cabecera is None:
        return {}
    try:
        elegida = UUID(cabecera.strip('"'))
    except ValueError:
        raise serializers.ValidationError({CLAVE: [_("Escriba un UUID.")]}) from None
    if uuid not in (None, elegida):
        raise serializers.ValidationError({CLAVE: [_("No es el mismo que «uuid».")]})
    return {"uuid": elegida}


def en_lineas(pedidas: list[Mapping[str, Any]], tour: Tour) -> Iterator[LineaReserva]:
    tarifas: dict[str, Tarifa | None] = {GENERAL: None, **{t.tipo: t for t in tour.tarifas.filter(activa=True)}}
    for pedida in pedidas:
        if pedida["tarifa"] not in tarifas:
            raise TarifaDesconocida
        yield LineaReserva(tarifa=tarifas[pedida["tarifa"]], cantidad=pedida["cantidad"])


class CancelarSerializer(serializers.Serializer[Any]):
    motivo = serializers.CharField(max_length=MOTIVO, required=False, allow_blank=True, default="")
    reembolso = serializers.ChoiceField(
        Reembolso.choices, required=False, help_text="Solo la operación: otro que el que toca por las condiciones."
    )


class CompletarSerializer(serializers.Serializer[Any]):
    asistio = serializers.BooleanField(default=True)
