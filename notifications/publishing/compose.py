"""Build a validated `Draft` from untyped input: an HTTP body, a form of the admin, a call in Python."""

from collections.abc import Iterable
from typing import NamedTuple

import msgspec
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from notifications.audiences import AUDIENCE, Audience, unknown_audience
from notifications.drafts import MESSAGE_LENGTH, Draft, Errors, InvalidDraft, quote
from notifications.events import Event, Level, catalogue
from notifications.models import Notification
from notifications.outbox import validate

__all__ = ["AUDIENCES", "MESSAGE_LENGTH", "InvalidDraft", "NotAllowed", "compose", "repeat"]

BATCH = 500  # notifications in one request
AUDIENCES = 16  # of one event; a larger group of users is an audience of its own


class Field(NamedTuple):
    """A field of a notification as a client sends it."""

    kind: type
    label: Promise  # of its kind, for an error message
    is_required: bool = False


FIELDS = {
    "type": Field(str, gettext_lazy("text"), is_required=True),
    "message": Field(str, gettext_lazy("text"), is_required=True),
    "data": Field(dict, gettext_lazy("an object")),
    "audience": Field(object, gettext_lazy("an audience")),  # a name or several: `named_audiences()` looks closer
    "level": Field(str, gettext_lazy("text")),
}


class NotAllowed(InvalidDraft):
    """An event that its publisher may not publish."""


def compose(type: object, message: object, data: object, *, audience: object = None, level: object = None) -> Draft:
    """A validated draft. Raises InvalidDraft with the faults of each field.

    `audience` is a name or a collection of names. Without it an event of the catalogue goes to its declared audience,
    any other to everyone; without `level` it has the declared level, any other "info".
    """
    declared = catalogue.get(type) if isinstance(type, str) else None
    if level is None:
        level = str(declared.level if declared else Level.INFO)
    if not (isinstance(type, str) and isinstance(message, str) and isinstance(data, dict) and isinstance(level, str)):
        raise InvalidDraft(faults_of_kind({"type": type, "message": message, "data": data, "level": level}))
    draft = Draft(
        type=type,
        message=message,
        data=encode(data),
        audiences=declared_audiences(declared, data) if audience is None else named_audiences(audience),
        level=level,
    )
    validate(draft)
    return draft


def repeat(row: Notification) -> Draft:
    """The same event once more; it gets a number and a time of its own."""
    return Draft(row.type, row.message, row.data.encode(), row.audiences, row.level)


def faults_of_kind(values: dict[str, object]) -> Errors:
    return {
        name: [_("Expected %(expected)s; got %(got)s.") % {"expected": FIELDS[name].label, "got": quote(value)}]
        for name, value in values.items()
        if not isinstance(value, FIELDS[name].kind)
    }


def encode(data: dict[object, object]) -> bytes:
    try:
        return msgspec.json.encode(data)
    except (TypeError, ValueError, RecursionError) as error:
        raise InvalidDraft({"data": [_("This cannot be written as JSON: %(why)s") % {"why": error}]}) from error


def declared_audiences(declared: type[Event] | None, data: dict[object, object]) -> frozenset[Audience]:
    if declared is None:
        return frozenset({Audience.EVERYONE})
    audiences = declared.audiences_for(data)
    if unknown := [name for name in audiences if not AUDIENCE.fullmatch(name)]:
        # The field of the data that names the owner holds no key.
        raise InvalidDraft({"data": [unknown_audience(unknown[0])]})
    return audiences


def named_audiences(audience: object) -> frozenset[Audience]:
    names = [audience] if isinstance(audience, str) else audience
    if not isinstance(names, Iterable) or isinstance(names, dict):
        raise InvalidDraft(not_an_audience(audience))
    named = frozenset(map(named_audience, names))
    if len(named) > AUDIENCES:
        sentence = _("At most %(limit)d audiences; got %(got)d.") % {"limit": AUDIENCES, "got": len(named)}
        raise InvalidDraft({"audience": [sentence]})
    return named


def named_audience(name: object) -> Audience:
    try:
        return Audience.parse(name)
    except ValueError as error:
        raise InvalidDraft(not_an_audience(name)) from error


def not_an_audience(got: object) -> Errors:
    sentence = _("Expected everyone, members, staff or user:<id>, or a list of them; got %(got)s.")
    return {"audience": [sentence % {"got": quote(got)}]}
