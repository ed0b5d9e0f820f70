"""A frame: the JSON text that a browser receives, made once per event and sent as it is to all who hear it."""

from datetime import UTC, datetime
from typing import Any

import msgspec

from notifications.models import Notification

from .cursors import Cursor


class Frame(msgspec.Struct):
    """The document's `{type, message, data}` and what makes it resumable."""

    id: str
    type: str
    message: str
    data: msgspec.Raw
    at: datetime
    level: str


def event_frame(epoch: str, seq: int, row: Notification) -> str:
    frame = Frame(
        id=str(Cursor(epoch, seq)),
        type=row.type,
        message=row.message,
        data=msgspec.Raw(row.data.encode()),
        at=row.at.astimezone(UTC),
        level=row.level,
    )
    return msgspec.json.encode(frame).decode()


def control_frame(control: str, **facts: Any) -> str:
    """What the connection has to say of itself; it carries `control` and never `type`."""
    return msgspec.json.encode({"control": control, **facts}).decode()
