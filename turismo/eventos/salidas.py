"""Lo que la operación decide sobre una salida."""

from datetime import datetime
from typing import Self

from django.utils.translation import gettext_noop as _

from notifications.audiences import Audience, Owner
from notifications.events import Event, Level, event, on_signal
from turismo.reservas import senales
from turismo.reservas.dominio.cambios import Cambio


class CambioDeSalida(Event):
    """Lo que la operación decide sobre una salida: lo saben el personal y quien la guía."""

    audience = Audience.STAFF, Owner("guia_usuario_id")
    level = Level.WARNING

    salida_id: int
    guia_usuario_id: int | None
    slug: str
    tour: str
    inicio: datetime
    reservas: int
    motivo: str
    antes: datetime | None

    @classmethod
    def from_instance(cls, cambio: Cambio) -> Self:
        salida = cambio.salida
        return cls(
            salida_id=salida.pk,
            guia_usuario_id=salida.guia.usuario_id if salida.guia else None,
            slug=salida.tour.slug,
            tour=salida.tour.nombre,
            inicio=salida.inicio_local,
            reservas=cambio.reservas,
            motivo=cambio.motivo,
            antes=cambio.antes,
        )


@event
class SalidaCancelada(CambioDeSalida):
    """La operación cancela una salida y, con ella, todas sus reservas."""

    type = "salida_cancelada"
    source = on_signal(senales.salida_cancelada, "cambio")
    message = _("Salida cancelada: {tour}, {inicio:%d/%m a las %H:%M} ({reservas} reservas). {motivo}")


@event
class SalidaReprogramada(CambioDeSalida):
    """La operación cambia el día o la hora de una salida."""

    type = "salida_reprogramada"
    source = on_signal(senales.salida_reprogramada, "cambio")
    message = _("{tour} pasa del {antes:%d/%m a las %H:%M} al {inicio:%d/%m a las %H:%M} ({reservas} reservas)")
