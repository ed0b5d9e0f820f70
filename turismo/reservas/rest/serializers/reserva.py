"""A reservation for its customer and the operation."""

from typing import Any

from rest_framework import serializers

from turismo.catalogo.models import GENERAL
from turismo.reservas.dominio.contacto import CAMPOS as CONTACTO
from turismo.reservas.models import Estado, LineaReserva, Reserva, TransicionReserva
from turismo.rest.fields import LocalDateTimeField, UTCDateTimeField

from .servicio import ContratadoSerializer


class LineaSerializer(serializers.ModelSerializer[LineaReserva]):
    tarifa = serializers.SerializerMethodField()
    nombre = serializers.CharField(source="titulo", read_only=True)
    importe = serializers.DecimalField(max_digits=14, decimal_places=2, read_only=True)

    class Meta:
        model = LineaReserva
        fields = ["tarifa", "nombre", "cantidad", "precio_unitario", "importe", "plazas"]
        read_only_fields = fields

    def get_tarifa(self, linea: LineaReserva) -> str:
        return linea.tarifa.tipo if linea.tarifa else GENERAL


class ReservaSerializer(serializers.ModelSerializer[Reserva]):
    """A PATCH changes the contact and the notes only; other changes have actions of their own."""

    tour = serializers.SlugRelatedField[Any](source="salida.tour", slug_field="slug", read_only=True)
    tour_nombre = serializers.CharField(source="salida.tour.titulo", read_only=True)
    inicio = UTCDateTimeField(source="salida.inicio", read_only=True)
    inicio_local = LocalDateTimeField(source="salida.inicio_local")
    zona_horaria = serializers.CharField(source="salida.tour.destino.zona_horaria", read_only=True)
    expira_en = UTCDateTimeField(read_only=True, allow_null=True)
    confirmada_en = UTCDateTimeField(read_only=True, allow_null=True)
    cancelada_en = UTCDateTimeField(read_only=True, allow_null=True)
    creada_en = UTCDateTimeField(read_only=True)
    lineas = LineaSerializer(many=True, read_only=True)
    contrataciones = ContratadoSerializer(many=True, read_only=True)

    class Meta:
        model = Reserva
        fields = [
            "localizador",
            "uuid",
            "estado",
            "version",
            "tour",
            "tour_nombre",
            "salida",
            "inicio",
            "inicio_local",
            "zona_horaria",
            "plazas",
            "lineas",
            "contrataciones",
            "total",
            "moneda",
            "creada_en",
            "expira_en",
            "extendida",
            "confirmada_en",
            "cancelada_en",
            "motivo",
            "reembolso",
            "asistio",
            *CONTACTO,
        ]
        read_only_fields = [campo for campo in fields if campo not in CONTACTO]


class AsistenciaSerializer(serializers.ModelSerializer[Reserva]):
    """The part of a reservation that a guide sees: the party's name, its seats and its attendance."""

    class Meta:
        model = Reserva
        fields = ["localizador", "estado", "asistio", "plazas", "contacto_nombre"]
        read_only_fields = fields


class TransicionSerializer(serializers.ModelSerializer[TransicionReserva]):
    de = serializers.ChoiceField([("", ""), *Estado.choices], help_text="Vacío: acaba de nacer.")
    en = UTCDateTimeField()
    actor = serializers.CharField(
        source="actor.username", allow_null=True, required=False, help_text="Solo lo ve la operación."
    )

    class Meta:
        model = TransicionReserva
        fields = ["accion", "de", "a", "en", "origen", "motivo", "actor"]

    def get_fields(self) -> dict[str, Any]:
        fields = super().get_fields()
        if not self.context.get("con_actores", True):
            del fields["actor"]
        return fields
