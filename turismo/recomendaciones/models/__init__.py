"""What is said of tours: by travellers to each other, of a trip that was made, and by the platform to one of them."""

from .recomendacion import Recomendacion
from .sugerencia import Sugerencia
from .valoracion import Valoracion

__all__ = ["Recomendacion", "Sugerencia", "Valoracion"]
