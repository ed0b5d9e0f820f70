"""Opinions as JSON."""

from datetime import UTC

from rest_framework import serializers

from turismo.catalogo.models import Tour

from .models import Recomendacion, Sugerencia, Valoracion


class RecomendacionSerializer(serializers.ModelSerializer[Recomendacion]):
    usuario = serializers.HiddenField(default=serializers.CurrentUserDefault())
    autor = serializers.CharField(source="usuario.nombre_publico", read_only=True)
    tour = serializers.SlugRelatedField(slug_field="slug", queryset=Tour.objects.publicados())

    class Meta:
        model = Recomendacion
        fields = ["id", "usuario", "autor", "tour", "puntaje", "comentario", "creada_en"]
        read_only_fields = ["creada_en"]


class ValoracionSerializer(serializers.ModelSerializer[Valoracion]):
    """A rating for the public, without the reservation and the surname."""

    autor = serializers.CharField(read_only=True)
    creada_en = serializers.DateTimeField(default_timezone=UTC, read_only=True)

    class Meta:
        model = Valoracion
        fields = ["id", "autor", "puntuacion", "comentario", "creada_en"]


class SugerenciaSerializer(serializers.ModelSerializer[Sugerencia]):
    tour = serializers.SlugRelatedField[Tour](slug_field="slug", read_only=True)
    nombre = serializers.CharField(source="tour.titulo", read_only=True)
    motivo = serializers.CharField(source="explicacion", read_only=True)
    generada_en = serializers.DateTimeField(default_timezone=UTC, read_only=True)

    class Meta:
        model = Sugerencia
        fields = ["tour", "nombre", "puntaje", "motivo", "generada_en"]
        read_only_fields = fields
