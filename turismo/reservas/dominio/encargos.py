"""Give a departure to a guide. A guide cannot lead two departures at one time, even if two requests try it at once."""

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
    """Give the departure to `guia`, or to no guide; raise GuiaOcupado if the guide leads another one at that time."""
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
