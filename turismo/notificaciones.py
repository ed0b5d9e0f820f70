"""The document's own call: whoever knows `enviar_notificacion(tipo, mensaje, data)` knows how to announce something."""

from collections.abc import Iterable
from typing import Any

from asgiref.sync import sync_to_async

from notifications.models import Notification
from notifications.outbox import record
from notifications.publishing.compose import compose


def enviar_notificacion(
    tipo: str,
    mensaje: str,
    data: dict[str, Any] | None = None,
    *,
    audiencia: str | Iterable[str] | None = None,
    nivel: str | None = None,
) -> Notification:
    """Belongs to the caller's transaction: heard when it commits, never said if it rolls back.

    Without `audiencia`, a type of the catalogue goes to whom the catalogue names, any other to everyone.
    """
    [fila] = record(compose(tipo, mensaje, {} if data is None else data, audience=audiencia, level=nivel))
    return fila


aenviar_notificacion = sync_to_async(enviar_notificacion)
