"""Create the data of the demonstration through the functions of the domain; existing rows stay as they are."""

from django.db import transaction

from turismo.recomendaciones.sugerencias import recomendar
from turismo.usuarios.models import Usuario

from .catalogo import sembrar_catalogo
from .gente import sembrar_gente
from .opiniones import sembrar_recomendaciones
from .pasado import sembrar_pasado
from .publico import sembrar_publico
from .ventas import sembrar_ventas


@transaction.atomic
def sembrar() -> None:
    """In one transaction. Its events are recorded like any others; a browser that connects later begins after them."""
    sembrar_gente()
    sembrar_catalogo()
    sembrar_ventas()
    sembrar_publico()
    sembrar_pasado()
    sembrar_recomendaciones()
    recomendar(Usuario.objects.all())
