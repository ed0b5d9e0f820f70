"""Rate: the only way in which a traveller's word for a trip comes to be."""

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from turismo.reservas.models import Estado, Reserva
from turismo.usuarios.models import Usuario

from .models import Valoracion
from .reglas import ViajeNoRealizado, YaValorada


@transaction.atomic
def valorar(reserva: Reserva, autor: Usuario, puntuacion: int, comentario: str = "") -> Valoracion:
    """Raises PermissionDenied to anybody but who booked, ViajeNoRealizado or YaValorada; then nothing is saved."""
    if reserva.usuario_id != autor.pk:
        raise PermissionDenied(_("Un viaje lo valora quien lo reservó."))
    # As it is now, not as it was read; and it stays so, because nothing leads out of this state.
    if not Reserva.objects.filter(pk=reserva.pk, estado=Estado.COMPLETADA).exists():
        raise ViajeNoRealizado
    valoracion = Valoracion(reserva=reserva, puntuacion=puntuacion, comentario=comentario)
    try:
        valoracion.save(force_insert=True)
    except IntegrityError:
        # Of two at once, the database lets one in.
        if Valoracion.objects.filter(reserva=reserva).exists():
            raise YaValorada from None
        raise
    return valoracion
