"""The call of the architecture document, `enviar_notificacion(tipo, mensaje, data)`, over `notifications.outbox`."""

from collections.abc import Iterable
from typing import Any

from asgiref.sync import sync_to_async

from notifications.outbox import record
from notifications.publishing.compose import compose


def enviar_notificacion(
    tipo: str,
    mensaje: str,
    data: dict[str, Any] | None = None,
    *,
    audiencia: str | Iterable[str] | None = None,
    nivel: str | None = None,
) -> None:
    """Record a notification in the caller's transaction: it is sent on commit, and discarded on rollback.

    Without `audiencia`, a type of the catalogue goes to the audience declared there, any other type to everyone.
    Raises InvalidDraft.
    """
    record(compose(tipo, mensaje, {} if data is None else data, audience=audiencia, level=nivel))


aenviar_notificacion = sync_to_async(enviar_notificacion)
