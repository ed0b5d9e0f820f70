"""Declare: the events of a project, their recipients and their words. Pure values: no database, no sockets."""

from dataclasses import dataclass
from importlib import import_module
from pkgutil import walk_packages
from typing import Any, ClassVar, Self, TypeVar

import msgspec
from django.core.exceptions import ImproperlyConfigured
from django.dispatch import Signal

from .audiences import Audience, Owner
from .drafts import MESSAGE_LENGTH, TYPE_PATTERN, Draft, Level

__all__ = ["Audience", "Event", "Level", "Owner", "catalogue", "event", "on_create", "on_each", "on_signal"]


# --- Sources -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class CreationSource:
    """The first save of a row of `model` ("app_label.Model")."""

    model: str


@dataclass(frozen=True, slots=True)
class SignalSource:
    """A Django signal; its keyword `argument` is the instance of the event or, with `each`, a list of instances."""

    signal: Signal
    argument: str
    each: bool = False


Source = CreationSource | SignalSource


def on_create(model: str) -> CreationSource:
    """An event for each new row of `model` ("app_label.Model")."""
    return CreationSource(model)


def on_signal(signal: Signal, argument: str) -> SignalSource:
    """An event each time `signal` is sent; its keyword `argument` is given to `from_instance()`."""
    return SignalSource(signal, argument)


def on_each(signal: Signal, argument: str) -> SignalSource:
    """An event for each item of the list in the keyword `argument` of `signal`, all recorded in one statement."""
    return SignalSource(signal, argument, each=True)


# --- Events ------------------------------------------------------------------------------------------------------


# Spelled as a mapping for the type checker, which would ask every event to repeat `frozen=True`; Struct inherits it.
FROZEN: dict[str, bool] = {"frozen": True}


class Event(msgspec.Struct, **FROZEN):
    """The base class of events. In a subclass the plain lines are the contract, the annotated ones the payload::

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
        """The event for `instance`, the saved row or the argument of the signal; None: record nothing."""
        raise NotImplementedError(f"{cls.__name__} has a source, so it needs a from_instance().")

    @classmethod
    def sources(cls) -> tuple[Source, ...]:
        if cls.source is None:
            return ()
        return cls.source if isinstance(cls.source, tuple) else (cls.source,)

    @classmethod
    def recipients(cls) -> tuple[Audience | Owner, ...]:
        return cls.audience if isinstance(cls.audience, tuple) else (cls.audience,)

    @classmethod
    def audiences_for(cls, payload: object) -> frozenset[Audience]:
        """The audiences of an event of this type; `payload` is a value of this class, or its JSON object."""
        found: set[Audience] = set()
        for recipient in cls.recipients():
            if not isinstance(recipient, Owner):
                found.add(recipient)
                continue
            name = recipient.field
            pk = payload.get(name) if isinstance(payload, dict) else getattr(payload, name)
            if pk is not None:
                found.add(Audience(f"user:{pk}"))  # recording refuses a name that is none
        return frozenset(found)

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


def shorten(message: str) -> str:
    return message if len(message) <= MESSAGE_LENGTH else message[: MESSAGE_LENGTH - 1] + "…"


# --- The catalogue -----------------------------------------------------------------------------------------------

E = TypeVar("E", bound=type[Event])

#: Every declared event by its type. The receivers, the docs, the admin's filters and the commands derive from it.
catalogue: dict[str, type[Event]] = {}


def event(cls: E) -> E:
    """Enter an Event class in the catalogue. Raises TypeError if the declaration is incomplete or the type is taken."""
    missing = [name for name in ("type", "audience", "message") if not hasattr(cls, name)]
    if missing:
        raise TypeError(f"{cls.__name__} does not say its {', '.join(missing)}.")
    if shadowing := set(cls.__struct_fields__) & set(dir(Event)):
        raise TypeError(f"{cls.__name__} needs other names for its fields {', '.join(sorted(shadowing))}.")
    if not TYPE_PATTERN.fullmatch(cls.type):
        raise TypeError(f"{cls.__name__}.type must match {TYPE_PATTERN.pattern}, not {cls.type!r}.")
    if cls.type in catalogue:
        raise TypeError(f"{cls.__name__} and {catalogue[cls.type].__name__} both have the type {cls.type!r}.")
    catalogue[cls.type] = cls
    return cls


def discover(place: str) -> None:
    """Import the module `place` and, if it is a package, all of its submodules, so that every @event is known.

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
