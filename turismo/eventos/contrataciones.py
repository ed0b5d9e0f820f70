"""Los servicios que una reserva incluye además del tour."""

from typing import Self

from django.utils.translation import gettext_noop as _

from notifications.audiences import Audience, Owner
from notifications.events import Event, Level, event, on_create, on_signal
from turismo.reservas import senales
from turismo.reservas.models import Contratacion


class DeContratacion(Event):
    """Lo que se cuenta de un servicio contratado."""

    localizador: str
    usuario_id: int | None
    servicio: str
    cantidad: int

    @classmethod
    def from_instance(cls, contratacion: Contratacion) -> Self:
        return cls(
            localizador=contratacion.reserva.localizador,
            usuario_id=contratacion.reserva.usuario_id,
            servicio=contratacion.servicio.nombre,
            cantidad=contratacion.cantidad,
        )


@event
class ServicioContratado(DeContratacion):
    """Una reserva incluye un servicio más; el aviso queda en pantalla, porque alguien tiene que prepararlo."""

    type = "servicio_contratado"
    source = on_create("reservas.Contratacion")
    audience = Audience.STAFF
    message = _("Servicio contratado: {cantidad} × {servicio} (reserva {localizador})")
    level = Level.WARNING


@event
class ServicioConfirmado(DeContratacion):
    """La operación confirma un servicio contratado."""

    type = "servicio_confirmado"
    source = on_signal(senales.servicio_confirmado, "contratacion")
    audience = Audience.STAFF, Owner("usuario_id")
    message = _("Servicio confirmado: {cantidad} × {servicio} (reserva {localizador})")
    level = Level.SUCCESS


@event
class ServicioAnulado(DeContratacion):
    """Un servicio contratado se anula y sale del total de su reserva."""

    type = "servicio_anulado"
    source = on_signal(senales.servicio_anulado, "contratacion")
    audience = Audience.STAFF, Owner("usuario_id")
    message = _("Servicio anulado: {cantidad} × {servicio} (reserva {localizador})")
    level = Level.WARNING
