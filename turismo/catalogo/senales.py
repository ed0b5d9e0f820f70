"""What the catalogue says of itself, for whoever listens; sent inside the transaction of the change.

Each is for a row that was kept as a draft and that the public now sees for the first time (`entrada`).
"""

from django.dispatch import Signal

destino_publicado = Signal()
guia_publicado = Signal()
tour_publicado = Signal()
servicio_publicado = Signal()
