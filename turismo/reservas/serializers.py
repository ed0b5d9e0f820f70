"""Reservations and their services as JSON."""

from datetime import UTC
from typing import Any

from rest_framework import serializers

from turismo.api.serializers import ModeloSerializer
from turismo.catalogo.models import Servicio

from .models import Contratacion, Reserva
from .ventas import contratar

CONTACTO = ["contacto_nombre", "contacto_email", "contacto_telefono", "notas"]


class ContratadoSerializer(serializers.ModelSerializer[Contratacion]):
    servicio = serializers.SlugRelatedField[Servicio](slug_field="slug", read_only=True)

    class Meta:
        model = Contratacion
        fields = ["servicio", "cantidad", "precio_unitario"]


class ReservaSerializer(serializers.ModelSerializer[Reserva]):
    tour = serializers.SlugRelatedField[Any](source="salida.tour", slug_field="slug", read_only=True)
    inicio = serializers.DateTimeField(source="salida.inicio", default_timezone=UTC, read_only=True)
    expira_en = serializers.DateTimeField(default_timezone=UTC, read_only=True)
    creada_en = serializers.DateTimeField(default_timezone=UTC, read_only=True)
    contrataciones = ContratadoSerializer(many=True, read_only=True)

    class Meta:
        model = Reserva
        fields = [
            "localizador",
            "uuid",
            "estado",
            "tour",
            "salida",
            "inicio",
            "plazas",
            "total",
            "moneda",
            "expira_en",
            "creada_en",
            "contrataciones",
            *CONTACTO,
        ]
        read_only_fields = fields


class ApartarSerializer(serializers.ModelSerializer[Reserva]):
    """A new reservation; who gives no contact is the contact."""

    uuid = serializers.UUIDField(required=False, help_text="Elegido por el cliente: repetir no reserva dos veces.")

    class Meta:
        model = Reserva
        fields = ["uuid", "salida", "plazas", *CONTACTO]
        extra_kwargs = {"contacto_nombre": {"required": False}}

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        usuario = self.context["request"].user
        return {
            "usuario": usuario,
            "contacto_nombre": str(usuario),
            "contacto_email": usuario.email,
            "contacto_telefono": usuario.telefono,
        } | attrs


class ReservaPropia(serializers.SlugRelatedField[Reserva]):
    """By its code; to others, somebody's reservation does not exist."""

    def get_queryset(self) -> Any:
        return Reserva.objects.visibles_para(self.context["request"].user)


class ContratacionSerializer(ModeloSerializer[Contratacion]):
    reserva = ReservaPropia(slug_field="localizador")
    servicio = serializers.SlugRelatedField(slug_field="slug", queryset=Servicio.objects.publicados())
    importe = serializers.DecimalField(max_digits=14, decimal_places=2, read_only=True)
    moneda = serializers.CharField(source="reserva.moneda", read_only=True)

    class Meta:
        model = Contratacion
        fields = ["id", "reserva", "servicio", "cantidad", "precio_unitario", "importe", "moneda"]
        read_only_fields = ["precio_unitario"]

    def create(self, validated_data: dict[str, Any]) -> Contratacion:
        return contratar(Contratacion(usuario=self.context["request"].user, **validated_data))
