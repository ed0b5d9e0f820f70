"""Hear: the source of every event of the catalogue is connected here; what happens there is recorded."""

from collections.abc import Callable, Iterable
from typing import Any

from django.db import DEFAULT_DB_ALIAS, models
from django.db.models.signals import post_save

from .events import Creation, Event, Sent, catalogue
from .outbox import record


def connect_catalogue() -> None:
    for cls in catalogue.values():
        for number, source in enumerate(cls.sources()):
            uid = f"notifications.{cls.type}.{number}"
            if isinstance(source, Sent):
                source.signal.connect(on_sent(cls, source), weak=False, dispatch_uid=uid)
            else:
                post_save.connect(on_saved(cls), sender=source.model, weak=False, dispatch_uid=uid)


def on_saved(cls: type[Event]) -> Callable[..., None]:
    def receiver(instance: models.Model, created: bool, raw: bool, using: str, **_: Any) -> None:
        if created and not raw:  # raw: a fixture, whose rows happened long ago
            refuse_elsewhere(type(instance), using)
            record_events(cls, [instance])

    return receiver


def on_sent(cls: type[Event], source: Sent) -> Callable[..., None]:
    def receiver(**sent: Any) -> None:
        happened = sent[source.argument]
        record_events(cls, happened if source.each else [happened])

    return receiver


def record_events(cls: type[Event], happened: Iterable[Any]) -> None:
    told = (cls.from_instance(one) for one in happened)
    record(*(event for event in told if event is not None))


def created_by(model: type[models.Model]) -> list[type[Event]]:
    """The events whose source is the creation of a row of `model`."""
    return [cls for cls in catalogue.values() if Creation(model._meta.label) in cls.sources()]


def record_created(model: type[models.Model], rows: Iterable[models.Model], using: str) -> None:
    """For the ways of creating rows on which Django sends no signal."""
    for cls in created_by(model):
        refuse_elsewhere(model, using)
        record_events(cls, rows)


def refuse_elsewhere(model: type[models.Model], using: str) -> None:
    if using != DEFAULT_DB_ALIAS:
        raise NotImplementedError(
            f"A {model._meta.label} was saved to the database {using!r}, but the log of events is in "
            f"{DEFAULT_DB_ALIAS!r}: no transaction holds both, so its event could be lost."
        )


def refuse_if_source(model: type[models.Model], why: str) -> None:
    if events := created_by(model):
        raise NotImplementedError(
            f"{why}, so the events {', '.join(cls.type for cls in events)} of {model._meta.label} "
            "would be lost. Save the rows one by one, or without that option."
        )
