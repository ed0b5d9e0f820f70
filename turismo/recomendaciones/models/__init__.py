"""Opinions: recommendations to other members, ratings of own trips, and suggestions by the platform."""

from .recomendacion import Recomendacion
from .sugerencia import Sugerencia
from .valoracion import Valoracion

__all__ = ["Recomendacion", "Sugerencia", "Valoracion"]
