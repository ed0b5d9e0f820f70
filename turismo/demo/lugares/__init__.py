"""The catalogue of the demonstration. Places and departure times are real."""

from .argentina import ARGENTINA
from .bolivia import BOLIVIA
from .chile import CHILE
from .colombia import COLOMBIA
from .ecuador import ECUADOR
from .espana import ESPANA
from .formas import Campos, Horario, Oferta, Pais
from .mexico import MEXICO
from .peru import PERU

PAISES = (PERU, BOLIVIA, CHILE, ARGENTINA, COLOMBIA, ECUADOR, MEXICO, ESPANA)

__all__ = ["PAISES", "Campos", "Horario", "Oferta", "Pais"]
