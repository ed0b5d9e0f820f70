"""Signals of the catalogue, sent inside the transaction of the change."""

from django.dispatch import Signal

# Argument `entrada`: a draft that has just been published for the first time.
destino_publicado = Signal()
guia_publicado = Signal()
tour_publicado = Signal()
servicio_publicado = Signal()

tour_cambiado = Signal()  # `tour`: a name, price, fare or state that the public sees has changed
destino_cambiado = Signal()  # `destino`: its name has changed, which the pages of its tours show

# Argument `salida`, as it now is. The last three are sent when a threshold is crossed (`disponibilidad.noticia`).
disponibilidad_cambiada = Signal()
salida_casi_llena = Signal()
salida_agotada = Signal()
plazas_liberadas = Signal()
