"""The catalogue in the admin; publishing something here is what the public's browsers hear of.

Departures are in `reservas.admin`: whoever changes one has travellers to tell."""

from .entradas import DestinoAdmin, GuiaAdmin, ServicioAdmin
from .tour import TourAdmin

__all__ = ["DestinoAdmin", "GuiaAdmin", "ServicioAdmin", "TourAdmin"]
