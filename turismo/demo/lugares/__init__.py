"""What the demonstration offers. Written by hand: the places are real, and so are the hours one leaves at."""

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
