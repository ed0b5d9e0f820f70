"""The state of a booking as its traveller has to understand it at this moment."""

from django.utils import timezone

from turismo.reservas.models import Estado, Reserva

VENCIDA = "vencida"


def estado_visible(reserva: Reserva) -> str:
    """A hold that is over is over, even where nobody has written it down yet."""
    vencida = reserva.estado == Estado.PENDIENTE and reserva.expira_en and reserva.expira_en <= timezone.now()
    return VENCIDA if vencida else reserva.estado


def se_cancela(reserva: Reserva) -> bool:
    """While there is still a trip to call off."""
    viva = estado_visible(reserva) in (Estado.PENDIENTE, Estado.CONFIRMADA)
    return viva and reserva.salida.inicio > timezone.now()
