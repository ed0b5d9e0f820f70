"""Extend a hold once, and give back the seats of expired holds."""

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from turismo.catalogo.models import Salida
from turismo.reservas.models import Accion, Estado, Reserva
from turismo.reservas.reglas import PlazoVencido, SinMargen, TransicionInvalida, YaExtendida
from turismo.reservas.senales import reserva_extendida

from .movimientos import EXPIRAR, anotar, mover
from .orden import DEL_SISTEMA, Orden


@transaction.atomic
def extender(reserva: Reserva, orden: Orden) -> Reserva:
    """Extend the hold by its original length, but not past the end of the sale."""
    ahora = timezone.now()
    reserva.refresh_from_db(fields=["estado", "expira_en", "extendida", "version"])
    if reserva.expira_en is None:
        raise TransicionInvalida
    if reserva.expira_en <= ahora:
        raise PlazoVencido
    if reserva.extendida:
        raise YaExtendida
    salida = Salida.objects.select_related("tour").get(pk=reserva.salida_id)
    expira_en = min(reserva.expira_en + salida.tour.retencion, salida.cierra_en)
    if expira_en <= reserva.expira_en:
        raise SinMargen
    intacta = Reserva.objects.filter(pk=reserva.pk, expira_en=reserva.expira_en, extendida=False)
    if not intacta.update(expira_en=expira_en, extendida=True, version=F("version") + 1, actualizada_en=ahora):
        return extender(reserva, orden)  # another request has changed it: raise the rule for its current state
    reserva.refresh_from_db(fields=["expira_en", "extendida", "version", "actualizada_en"])
    anotar(reserva, Accion.EXTENDER, Estado.PENDIENTE, Estado.PENDIENTE, orden)
    reserva_extendida.send(sender=Reserva, reserva=reserva)
    return reserva


def expirar_vencidas(salida_id: int | None = None) -> int:
    """Return how many holds were expired, of one departure or all. `apartar` calls it, so no sale waits for a timer."""
    vencidas = Reserva.objects.vencidas().order_by("expira_en")
    if salida_id is not None:
        vencidas = vencidas.filter(salida=salida_id)
    return sum(expirar(reserva) for reserva in vencidas)


def expirar(reserva: Reserva) -> bool:
    try:
        mover(reserva, EXPIRAR, DEL_SISTEMA)
    except TransicionInvalida:
        return False  # another transaction has already given the seats back
    return True
