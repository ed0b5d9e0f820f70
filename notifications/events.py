"""Declare: what can happen, who hears of it and in which words. Pure values: no database, no sockets."""

import re
import string
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pkgutil import walk_packages
from typing import Any, ClassVar, Self, TypeVar

import msgspec
from django.core.exceptions import ImproperlyConfigured
from django.dispatch import Signal

from .audiences import Audience as Audience
from .audiences import Owner as Owner
from .drafts import TYPE, Draft, shorten
from .drafts import Level as Level


@dataclass(frozen=True, slots=True)
class Creation:
    """The first save of a row of `model` ("app_label.Model")."""

    model: str


@dataclass(frozen=True, slots=True)
class Sent:
    """A Django signal; the keyword `argument` of its sender is what happened or, with `each`, all that did."""

    signal: Signal
    argument: str
    each: bool = False


Source = Creation | Sent


def on_create(model: str) -> Creation:
    return Creation(model)


def on_signal(signal: Signal, argument: str) -> Sent:
    return Sent(signal, argument)


def on_each(signal: Signal, argument: str) -> Sent:
    """One event for each of what the sender has put together: they are recorded at once, in one statement."""
    return Sent(signal, argument, each=True)


# Spelled as a mapping for the type checker, which would ask every event to repeat `frozen=True`; Struct inherits it.
FROZEN: dict[str, Any] = {"frozen": True}


class Event(msgspec.Struct, **FROZEN):
    """Something that happened. In a subclass the plain lines are the contract, the annotated ones the payload::

    @event
    class BookCreated(Event):
        type = "book_created"
        source = on_create("library.Book")
        audience = Audience.STAFF, Owner("owner_id")
        message = "New book: {title}"

        title: str
        owner_id: int | None

        @classmethod
        def from_instance(cls, book):
            return cls(title=book.title, owner_id=book.owner_id)
    """

    type: ClassVar[str]
    source: ClassVar[Source | tuple[Source, ...] | None] = None
    audience: ClassVar[Audience | Owner | tuple[Audience | Owner, ...]]
    message: ClassVar[str]
    level: ClassVar[str] = Level.INFO

    @classmethod
    def from_instance(cls, instance: Any) -> Self | None:
        """The event that `instance` (the saved row, the signal's argument) stands for; None: nothing to tell."""
        raise NotImplementedError(f"{cls.__name__} has a source, so it needs a from_instance().")

    @classmethod
    def sources(cls) -> tuple[Source, ...]:
        if cls.source is None:
            return ()
        return cls.source if isinstance(cls.source, tuple) else (cls.source,)

    @classmethod
    def hearers(cls) -> tuple[Audience | Owner, ...]:
        return cls.audience if isinstance(cls.audience, tuple) else (cls.audience,)

    @classmethod
    def audiences_for(cls, data: Any) -> frozenset[Audience]:
        """Who hears an event of this type with that payload: a value of this class, or its JSON object."""
        resolved = (one.resolve(data) if isinstance(one, Owner) else one for one in cls.hearers())
        return frozenset(audience for audience in resolved if audience is not None)

    def text(self) -> str:
        return self.message.format(**{name: getattr(self, name) for name in self.__struct_fields__})

    def draft(self) -> Draft:
        return Draft(
            type=self.type,
            # A long name in the database must not make its own announcement impossible.
            message=shorten(self.text()),
            data=msgspec.json.encode(self),
            audiences=self.audiences_for(self),
            level=str(self.level),
        )


E = TypeVar("E", bound=type[Event])

#: Every declared event by its type. The receivers, the docs, the admin's filters and the commands derive from it.
catalogue: dict[str, type[Event]] = {}


def event(cls: E) -> E:
    """Enters an Event class in the catalogue; raises TypeError where the declaration is incomplete."""
    missing = [name for name in ("type", "audience", "message") if not hasattr(cls, name)]
    if missing:
        raise TypeError(f"{cls.__name__} does not say its {', '.join(missing)}.")
    if shadowing := set(cls.__struct_fields__) & set(dir(Event)):
        raise TypeError(f"{cls.__name__} needs other names for its fields {', '.join(sorted(shadowing))}.")
    if not TYPE.fullmatch(cls.type):
        raise TypeError(f"{cls.__name__}.type must match {TYPE.pattern}, not {cls.type!r}.")
    if cls.type in catalogue:
        raise TypeError(f"{cls.__name__} and {catalogue[cls.type].__name__} both have the type {cls.type!r}.")
    catalogue[cls.type] = cls
    return cls


def discover(place: str) -> None:
    """Import the module `place` and, where it is a package, all of its submodules, so that every @event is known.

    Raises ImproperlyConfigured if there is no such module. An error inside a module is passed on.
    """
    try:
        module = import_module(place)
    except ModuleNotFoundError as error:
        if not error.name or not f"{place}.".startswith(f"{error.name}."):
            raise
        raise ImproperlyConfigured(f"NOTIFICATIONS['CATALOGUE'] is {place!r}, and there is no such module.") from error
    for found in walk_packages(getattr(module, "__path__", ()), prefix=f"{place}."):
        import_module(found.name)


def unknown_names(cls: type[Event]) -> set[str]:
    """Names that the message or the audience of an event mentions but its payload does not have."""
    placeholders = {re.split(r"[.\[]", name)[0] for _, name, *_ in string.Formatter().parse(cls.message) if name}
    owners = {one.field for one in cls.hearers() if isinstance(one, Owner)}
    return (placeholders | owners) - set(cls.__struct_fields__)


def declares_source(cls: type[Event]) -> bool:
    """Whether an event with a source also says how to read it."""
    own: Callable[..., Any] = cls.from_instance.__func__  # type: ignore[attr-defined]
    base: Callable[..., Any] = Event.from_instance.__func__  # type: ignore[attr-defined]
    return not cls.sources() or own is not base
