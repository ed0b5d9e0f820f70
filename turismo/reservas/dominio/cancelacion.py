"""Call off: all living reservations of a departure at once, in as many statements for a thousand as for one."""

from django.db.models import F
from django.utils import timezone

from turismo.catalogo.models import Salida
from turismo.reservas.models import Accion, Estado, Reembolso, Reserva, TransicionReserva

from .orden import Orden


def cancelar_todas(salida: Salida, motivo: str, orden: Orden) -> list[Reserva]:
    """The reservations as they were. The caller holds the departure, so no other can join them or lose its seats."""
    vivas = Reserva.objects.vivas().filter(salida=salida.pk)
    # Held too: somebody may be confirming one at this moment, and the audit wants to know what it was.
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
