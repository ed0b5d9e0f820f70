"""Compose: what somebody wants to be said, in whatever form it comes, becomes a draft under the rules of all roads."""

from collections.abc import Iterable
from typing import Any

import msgspec
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from notifications.audiences import Audience
from notifications.drafts import Draft, InvalidDraft, quote
from notifications.events import Event, Level, catalogue
from notifications.models import Notification

AUDIENCES = 16  # that one event may name: a whole group is an audience of its own, not a list of people

SHAPES: dict[str, tuple[type, Any]] = {
    "type": (str, gettext_lazy("text")),
    "message": (str, gettext_lazy("text")),
    "data": (dict, gettext_lazy("an object")),
    "level": (str, gettext_lazy("text")),
}


class NotAllowed(InvalidDraft):
    """An event that its publisher may not publish."""


def compose(
    type: Any,
    message: Any,
    data: Any,
    *,
    audience: Any = None,
    level: Any = None,
) -> Draft:
    """The draft of an event that has no class to make it, or whose maker is not this process.

    Without `audience` (the name of one, or several) a type of the catalogue goes to those whom the catalogue names,
    any other to everyone; without `level` it likewise has the one of its type. Raises InvalidDraft.
    """
    declared = catalogue.get(type) if isinstance(type, str) else None
    if level is None:
        level = str(declared.level if declared else Level.INFO)
    if faults := misshapen(type=type, message=message, data=data, level=level):
        raise InvalidDraft(faults)
    return Draft(
        type=type,
        message=message,
        data=encode(data),
        audiences=declared_audiences(declared, data) if audience is None else named_audiences(audience),
        level=level,
    )


def repeat(row: Notification) -> Draft:
    """The same once more: a new event, with a number and a time of its own."""
    return Draft(row.type, row.message, row.data.encode(), row.audiences, row.level)


def misshapen(**values: Any) -> dict[str, list[str]]:
    return {
        name: [_("Expected %(expected)s; got %(got)s.") % {"expected": SHAPES[name][1], "got": quote(value)}]
        for name, value in values.items()
        if not isinstance(value, SHAPES[name][0])
    }


def encode(data: dict[Any, Any]) -> bytes:
    try:
        return msgspec.json.encode(data)
    except (TypeError, ValueError, RecursionError) as error:
        raise InvalidDraft({"data": [_("This cannot be written as JSON: %(why)s") % {"why": error}]}) from error


def declared_audiences(declared: type[Event] | None, data: dict[Any, Any]) -> frozenset[Audience]:
    if declared is None:
        return frozenset({Audience.EVERYONE})
    try:
        return declared.audiences_for(data)
    except ValueError as error:  # what stands where the owner's key belongs is no key
        raise InvalidDraft({"data": [str(error)]}) from error


def named_audiences(audience: Any) -> frozenset[Audience]:
    names = [audience] if isinstance(audience, str) else audience
    if not isinstance(names, Iterable) or isinstance(names, dict):
        raise InvalidDraft(unknown_audience(audience))
    named = frozenset(map(named_audience, names))
    if len(named) > AUDIENCES:
        raise InvalidDraft(
            {"audience": [_("At most %(limit)d audiences; got %(got)d.") % {"limit": AUDIENCES, "got": len(named)}]}
        )
    return named


def named_audience(name: Any) -> Audience:
    try:
        return Audience.parse(name)
    except ValueError as error:
        raise InvalidDraft(unknown_audience(name)) from error


def unknown_audience(got: Any) -> dict[str, list[str]]:
    return {
        "audience": [
            _("Expected everyone, members, staff or user:<id>, or a list of them; got %(got)s.") % {"got": quote(got)}
        ]
    }
