"""The recorded notifications, in a form that tests can compare."""

import json
from typing import Any

from notifications.models import Notification


def avisos(*tipos: str) -> list[tuple[str, str, str]]:
    """`(type, audiences, message)` of the recorded notifications in order, of the given types or of all."""
    filas = Notification.objects.order_by("id")
    if tipos:
        filas = filas.filter(type__in=tipos)
    return list(filas.values_list("type", "audience", "message"))


def datos(tipo: str) -> Any:
    """The payload of the only notification of that type."""
    return json.loads(Notification.objects.get(type=tipo).data)
