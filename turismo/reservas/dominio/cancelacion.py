"""Cancel all living reservations of a departure, in a fixed number of statements."""

from django.db.models import F
from django.utils import timezone

from turismo.catalogo.models import Salida
from turismo.reservas.models import Accion, Estado, Reembolso, Reserva, TransicionReserva

from .orden import Orden


def cancelar_todas(salida: Salida, motivo: str, orden: Orden) -> list[Reserva]:
    """Return the reservations as they were. The caller has locked the departure, so none is added and no seat is given
    back."""
    vivas = Reserva.objects.vivas().filter(salida=salida.pk)
    # Locked too: another transaction may be confirming one, and the audit records the previous state.
    reservas = list(vivas.select_for_update(no_key=True).order_by("pk"))
    ahora = timezone.now()
    vivas.update(
        estado=Estado.CANCELADA,
        expira_en=None,
        cancelada_en=ahora,
        cancelada_por=orden.actor,
        motivo=motivo,
        reembolso=Reembolso.TOTAL,
        version=F("version") + 1,
        actualizada_en=ahora,
    )
    TransicionReserva.objects.bulk_create(
        TransicionReserva(
            reserva=reserva,
            accion=Accion.CANCELAR,
            de=reserva.estado,
            a=Estado.CANCELADA,
            actor=orden.actor,
            origen=orden.origen,
            motivo=motivo,
        )
        for reserva in reservas
    )
    return reservas
