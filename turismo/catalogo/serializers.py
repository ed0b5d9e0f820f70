"""The catalogue as JSON; amounts are texts, because a price is exact and a float is not."""

from datetime import UTC

from rest_framework import serializers

from turismo.api.serializers import EntradaSerializer, ModeloSerializer

from .models import Destino, Guia, Salida, Servicio, Tour

ENTRADA = ["id", "slug", "nombre", "estado"]


class DestinoSerializer(EntradaSerializer[Destino]):
    class Meta:
        model = Destino
        fields = [*ENTRADA, "pais", "region", "zona_horaria", "latitud", "longitud", "descripcion"]


class GuiaSerializer(EntradaSerializer[Guia]):
    class Meta:
        model = Guia
        fields = [*ENTRADA, "idiomas", "presentacion"]


class ServicioSerializer(EntradaSerializer[Servicio]):
    class Meta:
        model = Servicio
        fields = [*ENTRADA, "categoria", "descripcion", "precio", "moneda"]


class TourSerializer(EntradaSerializer[Tour]):
    destino = serializers.SlugRelatedField(slug_field="slug", queryset=Destino.objects.all())

    class Meta:
        model = Tour
        fields = [
            *ENTRADA,
            "destino",
            "resumen",
            "duracion",
            "precio",
            "moneda",
            "confirmacion_inmediata",
            "retencion",
        ]


class SalidaSerializer(ModeloSerializer[Salida]):
    tour = serializers.SlugRelatedField(slug_field="slug", queryset=Tour.objects.all())
    guia = serializers.SlugRelatedField(slug_field="slug", queryset=Guia.objects.all(), allow_null=True, required=False)
    inicio = serializers.DateTimeField(default_timezone=UTC)
    fin = serializers.DateTimeField(default_timezone=UTC)
    # On the clock of the place, with its offset: what a traveller has to be there at.
    inicio_local = serializers.SerializerMethodField()
    zona_horaria = serializers.CharField(source="tour.destino.zona_horaria", read_only=True)
    libres = serializers.IntegerField(read_only=True)

    class Meta:
        model = Salida
        fields = [
            "id",
            "tour",
            "inicio",
            "fin",
            "inicio_local",
            "zona_horaria",
            "capacidad",
            "libres",
            "estado",
            "guia",
            "punto_de_encuentro",
        ]

    def get_inicio_local(self, salida: Salida) -> str:
        return salida.inicio_local.isoformat()
