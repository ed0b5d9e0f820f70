"""What was recorded, in a form that tests can compare."""

import json
from typing import Any

from notifications.models import Notification


def avisos(*tipos: str) -> list[tuple[str, str, str]]:
    """`(type, audiences, message)` of what was recorded, in order; all of it unless types are named."""
    filas = Notification.objects.order_by("id")
    if tipos:
        filas = filas.filter(type__in=tipos)
    return list(filas.values_list("type", "audience", "message"))


def datos(tipo: str) -> Any:
    """The payload of the only notification of that type."""
    return json.loads(Notification.objects.get(type=tipo).data)
