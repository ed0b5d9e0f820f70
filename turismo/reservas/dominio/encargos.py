"""Entrust: who leads a departure. A guide cannot be in two places, however many give them departures at once."""

from django.db import transaction
from django.dispatch import Signal

from turismo.catalogo.models import Guia, Salida
from turismo.reservas.models import AccionDeSalida
from turismo.reservas.senales import guia_asignado, guia_relevado

from .cambios import Encargo
from .orden import Orden
from .salidas import pasar


@transaction.atomic
def asignar_guia(salida: Salida, guia: Guia | None, orden: Orden) -> Salida:
    """Gives the departure to a guide, or to nobody; raises GuiaOcupado if they lead another one at that time."""
    if guia:
        guia.tomar_agenda()
    antes = Salida.objects.tomar(salida.pk)
    if antes.guia == guia:
        return salida
    if guia:
        guia.comprobar_libre(antes.inicio, antes.fin, salvo=antes.pk)
    pasar(salida, AccionDeSalida.ASIGNAR_GUIA, orden, {"guia": guia}, detalle=str(guia or ""))
    decir(guia_relevado, salida, antes.guia)
    decir(guia_asignado, salida, guia)
    return salida


def decir(senal: Signal, salida: Salida, guia: Guia | None) -> None:
    if guia:
        senal.send(sender=Salida, encargo=Encargo(salida, guia))
