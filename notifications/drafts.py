"""Drafts: events that are complete but not yet recorded, and the limits that every draft must keep."""

import re

import msgspec
from django.db import models
from django.utils.translation import gettext_lazy

from .audiences import Audience

TYPE_PATTERN = re.compile(r"[a-z][a-z0-9_]{0,63}")
MESSAGE_LENGTH = 500  # characters
EVENT_SIZE = 32 * 1024  # bytes of `data` as JSON

# NUL, which PostgreSQL cannot store, and halves of surrogate pairs, which UTF-8 cannot encode.
UNSTORABLE = re.compile("[\x00\ud800-\udfff]")

Errors = dict[str, list[str]]  # sentences by the field that they are about


class Level(models.TextChoices):
    """How a notification is shown.

    `warning` and `error` stay on screen until they are dismissed. `silent` updates pages and shows nothing.
    """

    INFO = "info", gettext_lazy("information")
    SUCCESS = "success", gettext_lazy("success")
    WARNING = "warning", gettext_lazy("warning")
    ERROR = "error", gettext_lazy("error")
    SILENT = "silent", gettext_lazy("silent")


LEVELS = frozenset(Level.values)  # `values` is computed anew at each access


class InvalidDraft(ValueError):
    """A draft that cannot be recorded; `errors` has the reasons of each field."""

    def __init__(self, errors: Errors) -> None:
        self.errors = errors
        super().__init__("; ".join(f"{field}: {' '.join(why)}" for field, why in errors.items()))


class TooLarge(InvalidDraft):
    """The data of the draft exceed the limit."""


class Draft(msgspec.Struct, frozen=True):
    """An event before it is recorded. `data` is a JSON object in UTF-8: encoded once, stored and sent unchanged."""

    type: str
    message: str
    data: bytes
    audiences: frozenset[Audience]
    level: str = Level.INFO.value


def quote(value: object) -> str:
    """A client's text for an error message: long enough to be recognised, at most 80 characters."""
    return repr(value) if len(repr(value)) <= 80 else repr(value)[:77] + "…"
