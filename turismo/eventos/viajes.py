"""Lo que esas decisiones cambian en el viaje de cada cliente."""

from datetime import datetime
from typing import Self

from django.utils.translation import gettext_noop as _

from notifications.audiences import Owner
from notifications.events import Event, Level, event, on_each
from turismo.reservas import senales
from turismo.reservas.dominio.cambios import Viaje


class CambioDeViaje(Event):
    """Lo oye cada cliente con plazas en la salida: una sola vez, por muchas reservas que tenga."""

    audience = Owner("usuario_id")
    level = Level.WARNING

    usuario_id: int
    localizadores: list[str]
    salida_id: int
    slug: str
    tour: str
    inicio: datetime
    motivo: str
    antes: datetime | None

    @classmethod
    def from_instance(cls, viaje: Viaje) -> Self:
        cambio = viaje.cambio
        return cls(
            usuario_id=viaje.usuario_id,
            localizadores=viaje.localizadores,
            salida_id=cambio.salida.pk,
            slug=cambio.salida.tour.slug,
            tour=cambio.salida.tour.nombre,
            inicio=cambio.salida.inicio_local,
            motivo=cambio.motivo,
            antes=cambio.antes,
        )


@event
class ViajeCancelado(CambioDeViaje):
    """Se cancela la salida en la que un cliente tenía plazas; se le devuelve todo."""

    type = "viaje_cancelado"
    source = on_each(senales.salida_cancelada, "viajes")
    message = _("Cancelamos su viaje {tour} del {inicio:%d/%m a las %H:%M}, con reembolso total. {motivo}")


@event
class ViajeReprogramado(CambioDeViaje):
    """Cambia el día o la hora de la salida en la que un cliente tiene plazas."""

    type = "viaje_reprogramado"
    source = on_each(senales.salida_reprogramada, "viajes")
    message = _("Su viaje {tour} pasa del {antes:%d/%m a las %H:%M} al {inicio:%d/%m a las %H:%M}")
