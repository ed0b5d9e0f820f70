"""Rate a trip: the only way in which a rating is created."""

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from turismo.reservas.models import Estado, Reserva
from turismo.usuarios.models import Usuario

from .models import Valoracion
from .reglas import ViajeNoRealizado, YaValorada


@transaction.atomic
def valorar(reserva: Reserva, autor: Usuario, puntuacion: int, comentario: str = "") -> Valoracion:
    """Raise PermissionDenied if `autor` is not the customer, ViajeNoRealizado or YaValorada; then nothing is saved."""
    if reserva.usuario_id != autor.pk:
        raise PermissionDenied(_("Un viaje lo valora quien lo reservó."))
    # The current state and not the one that was read; no transition leaves it.
    if not Reserva.objects.filter(pk=reserva.pk, estado=Estado.COMPLETADA).exists():
        raise ViajeNoRealizado
    valoracion = Valoracion(reserva=reserva, puntuacion=puntuacion, comentario=comentario)
    try:
        valoracion.save(force_insert=True)
    except IntegrityError:
        # Of two concurrent ratings, the unique constraint refuses one.
        if Valoracion.objects.filter(reserva=reserva).exists():
            raise YaValorada from None
        raise
    return valoracion
