"""Recommendations of travellers."""

from turismo.catalogo.models import Tour
from turismo.demo.historias import RECOMENDACIONES
from turismo.recomendaciones.models import Recomendacion
from turismo.usuarios.models import Usuario


def sembrar_recomendaciones() -> None:
    for (username, slug), (puntaje, comentario) in RECOMENDACIONES.items():
        Recomendacion.objects.get_or_create(
            usuario=Usuario.objects.get(username=username),
            tour=Tour.objects.get(slug=slug),
            defaults={"puntaje": puntaje, "comentario": comentario},
        )
