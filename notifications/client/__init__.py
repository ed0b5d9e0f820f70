"""Publish from another Python back end.

    with Client("https://example.com", key="nk_…") as notifications:
        notifications.publish("usuario_registrado", "Nuevo usuario: Juan", {"userId": "123"})

The package needs httpx and nothing else of this project, not even Django.
"""

from .client import AsyncClient, Client, Publication
from .retries import NotSent, Rejected, Unavailable

__all__ = ["AsyncClient", "Client", "NotSent", "Publication", "Rejected", "Unavailable"]
