"""What happens to reservations, said to whoever listens; sent inside the transaction of the change."""

from django.dispatch import Signal

reserva_confirmada = Signal()  # reserva
reserva_cancelada = Signal()  # reserva
cupo_cambiado = Signal()  # salida, as it now is: seats were taken or given back
