"""Signals of reservations and departures, sent inside the transaction of the change."""

from django.dispatch import Signal

# Argument `reserva`, as it now is.
reserva_confirmada = Signal()
reserva_extendida = Signal()
reserva_cancelada = Signal()
reserva_expirada = Signal()
reserva_completada = Signal()

# Argument `contratacion`, as it now is.
servicio_confirmado = Signal()
servicio_anulado = Signal()

# Arguments `cambio`, a `dominio.cambios.Cambio`, and `viajes`, a `Viaje` for each customer concerned.
salida_cancelada = Signal()
salida_reprogramada = Signal()

# Argument `encargo`, a `dominio.cambios.Encargo`: the departure and its new or former guide.
guia_asignado = Signal()
guia_relevado = Signal()
