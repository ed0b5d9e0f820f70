"""Quién lleva cada salida."""

from datetime import datetime
from typing import Self

from django.utils.translation import gettext_noop as _

from notifications.audiences import Audience, Owner
from notifications.events import Event, Level, event, on_signal
from turismo.reservas import senales
from turismo.reservas.dominio.cambios import Encargo


class DeEncargo(Event):
    """Quién guía una salida."""

    audience = Audience.STAFF, Owner("guia_usuario_id")

    salida_id: int
    guia_usuario_id: int | None
    guia: str
    slug: str
    tour: str
    inicio: datetime

    @classmethod
    def from_instance(cls, encargo: Encargo) -> Self:
        salida = encargo.salida
        return cls(
            salida_id=salida.pk,
            guia_usuario_id=encargo.guia.usuario_id,
            guia=encargo.guia.nombre,
            slug=salida.tour.slug,
            tour=salida.tour.nombre,
            inicio=salida.inicio_local,
        )


@event
class GuiaAsignado(DeEncargo):
    """Una salida ya tiene quien la guíe, o la guía otra persona."""

    type = "guia_asignado"
    source = on_signal(senales.guia_asignado, "encargo")
    message = _("{guia} guía {tour}, {inicio:%d/%m a las %H:%M}")


@event
class GuiaRelevado(DeEncargo):
    """Quien guiaba una salida ya no la guía; le importa tanto como al que llega."""

    type = "guia_relevado"
    source = on_signal(senales.guia_relevado, "encargo")
    message = _("{guia} ya no guía {tour}, {inicio:%d/%m a las %H:%M}")
    level = Level.WARNING
