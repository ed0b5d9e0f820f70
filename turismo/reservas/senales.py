"""What happens to reservations and departures, said to whoever listens; sent inside the transaction of the change."""

from django.dispatch import Signal

# reserva, as it now is
reserva_confirmada = Signal()
reserva_extendida = Signal()
reserva_cancelada = Signal()
reserva_expirada = Signal()
reserva_completada = Signal()

# contratacion, as it now is
servicio_confirmado = Signal()
servicio_anulado = Signal()

# salida: a `salidas.Cambio`, what became of the departure; viajes: one `salidas.Viaje` for each customer concerned
salida_cancelada = Signal()
salida_reprogramada = Signal()
guia_asignado = Signal()
guia_relevado = Signal()
