"""Recommendations as JSON."""

from rest_framework import serializers

from turismo.catalogo.models import Tour

from .models import Recomendacion


class RecomendacionSerializer(serializers.ModelSerializer[Recomendacion]):
    usuario = serializers.HiddenField(default=serializers.CurrentUserDefault())
    autor = serializers.CharField(source="usuario.nombre_publico", read_only=True)
    tour = serializers.SlugRelatedField(slug_field="slug", queryset=Tour.objects.publicados())

    class Meta:
        model = Recomendacion
        fields = ["id", "usuario", "autor", "tour", "puntaje", "comentario", "creada_en"]
        read_only_fields = ["creada_en"]
