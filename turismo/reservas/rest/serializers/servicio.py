"""Contracted services as JSON."""

from typing import Any

from rest_framework import serializers

from turismo.catalogo.models import Servicio
from turismo.reservas.models import Contratacion, Reserva
from turismo.rest.fields import QuantityField
from turismo.rest.serializers import ValidatedModelSerializer

Enlace = serializers.SlugRelatedField[Servicio]


class ContratadoSerializer(serializers.ModelSerializer[Contratacion]):
    servicio = Enlace(slug_field="slug", read_only=True)

    class Meta:
        model = Contratacion
        fields = ["id", "servicio", "cantidad", "precio_unitario", "estado"]
        read_only_fields = fields


class ServicioPedidoSerializer(serializers.Serializer[Any]):
    servicio = Enlace(slug_field="slug", queryset=Servicio.objects.publicados())
    cantidad = QuantityField(default=1)


class ReservaPropia(serializers.SlugRelatedField[Reserva]):
    """Find a reservation by its code, if the user may change it; to others it does not exist."""

    def get_queryset(self) -> Any:
        usuario = self.context["request"].user
        todas = Reserva.objects.visibles_para(usuario)
        return todas if usuario.has_perm("reservas.change_reserva") else todas.filter(usuario=usuario.pk)


class ContratacionSerializer(ValidatedModelSerializer[Contratacion]):
    reserva = ReservaPropia(slug_field="localizador")
    servicio = Enlace(slug_field="slug", queryset=Servicio.objects.publicados())
    cantidad = QuantityField(default=1)
    importe = serializers.DecimalField(max_digits=14, decimal_places=2, read_only=True)
    moneda = serializers.CharField(source="reserva.moneda", read_only=True)

    class Meta:
        model = Contratacion
        fields = ["id", "reserva", "servicio", "cantidad", "precio_unitario", "importe", "moneda"]
        read_only_fields = ["precio_unitario"]
