"""The JSON texts that a client receives, and the cursor that is the id of an event and the place to resume from."""

import re
from datetime import UTC, datetime
from typing import NamedTuple, Self

import msgspec

from notifications.models import Notification

CURSOR = re.compile(r"([0-9a-f]{1,8})-(0|[1-9][0-9]{0,17})", re.ASCII)


class Cursor(NamedTuple):
    """A place in the log: `str(Cursor("9f3ac2d1", 42))` is "9f3ac2d1-42"."""

    epoch: str
    seq: int

    def __str__(self) -> str:
        return f"{self.epoch}-{self.seq}"

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """Return None for any text that cannot be the id of an event."""
        match = CURSOR.fullmatch(text)
        return cls(match[1], int(match[2])) if match else None


class Frame(msgspec.Struct):
    """The fields of an event on the wire: those of the first protocol, `{type, message, data}`, and its id and time."""

    id: str
    type: str
    message: str
    data: msgspec.Raw
    at: datetime
    level: str


def event_frame(epoch: str, seq: int, row: Notification) -> str:
    """The JSON text of an event. It is encoded once and sent unchanged to every recipient."""
    frame = Frame(
        id=str(Cursor(epoch, seq)),
        type=row.type,
        message=row.message,
        data=msgspec.Raw(row.data.encode()),
        at=row.at.astimezone(UTC),
        level=row.level,
    )
    return msgspec.json.encode(frame).decode()


def control_frame(control: str, **facts: str | int | bool) -> str:
    """A message about the connection itself. It carries `control` and never `type`."""
    return msgspec.json.encode({"control": control, **facts}).decode()
