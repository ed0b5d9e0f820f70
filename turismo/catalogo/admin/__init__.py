"""The catalogue in the admin.

Publishing an entry notifies the open pages. Departures are in `reservas.admin`, since changing one notifies travellers.
"""

from .entradas import DestinoAdmin, GuiaAdmin, ServicioAdmin
from .tour import TourAdmin

__all__ = ["DestinoAdmin", "GuiaAdmin", "ServicioAdmin", "TourAdmin"]
