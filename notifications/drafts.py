"""A draft: an event that is complete and valid but not yet recorded. Every road makes one, so all obey its limits."""

import re
from typing import Any

import msgspec
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .audiences import Audience

TYPE = re.compile(r"[a-z][a-z0-9_]{0,63}")
MESSAGE_LENGTH = 500  # characters
EVENT_SIZE = 32 * 1024  # bytes of `data` as JSON

# What no database, screen or UTF-8 encoder can be trusted with: NUL, and halves of surrogate pairs.
UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


class Level(models.TextChoices):
    """How a notification is shown: `warning` and `error` stay on screen until they are dismissed; `silent` is for
    pages, which change by themselves, and disturbs nobody.
    """

    INFO = "info", gettext_lazy("information")
    SUCCESS = "success", gettext_lazy("success")
    WARNING = "warning", gettext_lazy("warning")
    ERROR = "error", gettext_lazy("error")
    SILENT = "silent", gettext_lazy("silent")


LEVELS = frozenset(Level.values)  # which an enumeration makes anew each time it is asked


class InvalidDraft(ValueError):
    """An event that cannot be recorded; `errors` holds the sentences of each field."""

    def __init__(self, errors: dict[str, list[str]]) -> None:
        self.errors = errors
        super().__init__("; ".join(f"{field}: {' '.join(why)}" for field, why in errors.items()))


class TooLarge(InvalidDraft):
    """An event whose data is over the limit."""


class Draft(msgspec.Struct, frozen=True):
    """`data` is the JSON object as UTF-8 bytes: encoded once, it travels and is stored as it is."""

    type: str
    message: str
    data: bytes
    audiences: frozenset[Audience]
    level: str = Level.INFO.value

    def __post_init__(self) -> None:
        errors: dict[str, list[str]] = {}
        if not TYPE.fullmatch(self.type):
            errors["type"] = [
                _("Expected lower-case letters, digits and _ (at most 64), beginning with a letter; got %(got)s.")
                % {"got": quote(self.type)}
            ]
        if why := message_fault(self.message):
            errors["message"] = [why]
        if not self.audiences:
            errors["audience"] = [_("Nobody would hear this: name at least one audience.")]
        if self.level not in LEVELS:
            errors["level"] = [
                _("Expected one of %(levels)s; got %(got)s.")
                % {"levels": ", ".join(Level.values), "got": quote(self.level)}
            ]
        if errors:
            raise InvalidDraft(errors)
        if len(self.data) > EVENT_SIZE:
            raise TooLarge(
                {
                    "data": [
                        _("At most %(limit)d bytes as JSON; got %(got)d.")
                        % {"limit": EVENT_SIZE, "got": len(self.data)}
                    ]
                }
            )


def message_fault(message: str) -> str | None:
    if not message.strip():
        return _("A message is needed: what people will read.")
    if len(message) > MESSAGE_LENGTH:
        return _("At most %(limit)d characters; got %(got)d.") % {
            "limit": MESSAGE_LENGTH,
            "got": len(message),
        }
    if UNSTORABLE.search(message):
        return _("The message contains characters that cannot be stored, such as NUL.")
    return None


def quote(value: Any) -> str:
    """A client's text inside an error message: whole enough to recognise, short enough to print."""
    return repr(value) if len(repr(value)) <= 80 else repr(value)[:77] + "…"


def shorten(message: str) -> str:
    return message if len(message) <= MESSAGE_LENGTH else message[: MESSAGE_LENGTH - 1] + "…"
