"""Plant the demonstration through the same doors as everybody; what already stands is left as it is."""

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
    """All of it or nothing. Its events are recorded like any others; a browser that comes later starts after them."""
    sembrar_gente()
    sembrar_catalogo()
    sembrar_ventas()
    sembrar_publico()
    sembrar_pasado()
    sembrar_recomendaciones()
    recomendar(Usuario.objects.all())
