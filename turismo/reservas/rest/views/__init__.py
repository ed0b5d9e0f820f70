"""Sales over REST: travellers move their own reservations, the operation all of them and the departures too."""

from .contrataciones import ContratacionViewSet
from .reservas import ReservaViewSet
from .salidas import SalidaViewSet

__all__ = ["ContratacionViewSet", "ReservaViewSet", "SalidaViewSet"]
