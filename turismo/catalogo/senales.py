"""What the catalogue says of itself, for whoever listens; sent inside the transaction of the change."""

from django.dispatch import Signal

# An `entrada` that was kept as a draft and that the public now sees for the first time (`entrada`).
destino_publicado = Signal()
guia_publicado = Signal()
tour_publicado = Signal()
servicio_publicado = Signal()

tour_cambiado = Signal()  # tour, as it now is: what the public knew of it is another
destino_cambiado = Signal()  # destino, as it now is: the public reads another name beside its tours

# A `salida` as it now is (`disponibilidad`).
disponibilidad_cambiada = Signal()
salida_casi_llena = Signal()
salida_agotada = Signal()
plazas_liberadas = Signal()
