"""The state of a booking as it is shown to its traveller."""

from django.utils import timezone

from turismo.reservas.models import Estado, Reserva

VENCIDA = "vencida"


def estado_visible(reserva: Reserva) -> str:
    """A hold past its time is shown as expired before `expirar_reservas` has run."""
    vencida = reserva.estado == Estado.PENDIENTE and reserva.expira_en and reserva.expira_en <= timezone.now()
    return VENCIDA if vencida else reserva.estado


def se_cancela(reserva: Reserva) -> bool:
    """Whether the traveller can still cancel it: held or confirmed, and not yet begun."""
    viva = estado_visible(reserva) in (Estado.PENDIENTE, Estado.CONFIRMADA)
    return viva and reserva.salida.inicio > timezone.now()
