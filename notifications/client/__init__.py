"""Publish from another Python back end; needs httpx and nothing else of this project."""

from .client import AsyncClient, Client, Publication
from .retries import NotSent, Rejected, Unavailable

__all__ = ["AsyncClient", "Client", "NotSent", "Publication", "Rejected", "Unavailable"]
