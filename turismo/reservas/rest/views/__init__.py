"""Sales over REST: travellers change their own reservations, the operation all of them and the departures."""

from .contrataciones import ContratacionViewSet
from .reservas import ReservaViewSet
from .salidas import SalidaViewSet

__all__ = ["ContratacionViewSet", "ReservaViewSet", "SalidaViewSet"]
