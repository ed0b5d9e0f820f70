"""La vida de una reserva, de apartada a completada."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, ClassVar, Self

from django.utils.translation import gettext_noop as _

from notifications.audiences import Audience, Owner
from notifications.events import Event, Level, event, on_create, on_signal
from turismo.reservas import senales
from turismo.reservas.models import Reserva


class DeReserva(Event):
    """Lo que se cuenta de una reserva: la conocen el personal y su cliente, nadie más."""

    audience: ClassVar[Any] = (Audience.STAFF, Owner("usuario_id"))

    localizador: str
    usuario_id: int | None
    cliente: str
    tour: str
    inicio: datetime
    plazas: int
    total: Decimal
    moneda: str
    expira_en: datetime | None

    @classmethod
    def from_instance(cls, reserva: Reserva) -> Self | None:
        return cls(
            localizador=reserva.localizador,
            usuario_id=reserva.usuario_id,
            cliente=reserva.contacto_nombre,
            tour=reserva.salida.tour.nombre,
            inicio=reserva.salida.inicio_local,
            plazas=reserva.plazas,
            total=reserva.total,
            moneda=reserva.moneda,
            expira_en=reserva.expira_en and reserva.expira_en.astimezone(UTC),
        )


@event
class ReservaCreada(DeReserva):
    """Un cliente aparta plazas en una salida."""

    type = "reserva_creada"
    source = on_create("reservas.Reserva")
    message = _("Nueva reserva {localizador} de {cliente}: {plazas} × {tour}")


@event
class ReservaConfirmada(DeReserva):
    """El cliente o el personal confirma la reserva: las plazas ya no vencen."""

    type = "reserva_confirmada"
    source = on_signal(senales.reserva_confirmada, "reserva")
    message = _("Reserva {localizador} confirmada: {tour}")
    level = Level.SUCCESS


@event
class ReservaCancelada(DeReserva):
    """El cliente o el personal cancela la reserva: las plazas vuelven a la venta."""

    type = "reserva_cancelada"
    source = on_signal(senales.reserva_cancelada, "reserva")
    message = _("Reserva {localizador} cancelada: {tour}")
    level = Level.WARNING


class ParaSuCliente(DeReserva):
    """Lo que de una reserva solo interesa a su cliente; una venta por teléfono no tiene a quién decírselo."""

    audience = Owner("usuario_id")

    @classmethod
    def from_instance(cls, reserva: Reserva) -> Self | None:
        return None if reserva.usuario_id is None else super().from_instance(reserva)


@event
class ReservaExtendida(ParaSuCliente):
    """El cliente pide más tiempo para confirmar: sus otras pantallas siguen la misma cuenta atrás."""

    type = "reserva_extendida"
    source = on_signal(senales.reserva_extendida, "reserva")
    message = "La reserva {localizador} espera un poco más: {tour}"
    level = Level.SILENT


@event
class ReservaExpirada(ParaSuCliente):
    """Nadie confirmó la reserva a tiempo: su cliente lo lee, porque creía tener las plazas."""

    type = "reserva_expirada"
    source = on_signal(senales.reserva_expirada, "reserva")
    message = _("Su reserva {localizador} venció sin confirmarse: {tour}. Si aún quiere ir, haga una nueva.")
    level = Level.WARNING


@event
class RetencionVencida(DeReserva):
    """Lo mismo para el personal: sus listas cambian, sin interrumpir a nadie."""

    type = "retencion_vencida"
    source = on_signal(senales.reserva_expirada, "reserva")
    audience = Audience.STAFF
    message = "Venció la retención de {localizador}, de {cliente}: {plazas} × {tour}"
    level = Level.SILENT


@event
class ReservaCompletada(DeReserva):
    """El viaje se hizo."""

    type = "reserva_completada"
    source = on_signal(senales.reserva_completada, "reserva")
    message = _("Viaje completado: {tour} (reserva {localizador})")
