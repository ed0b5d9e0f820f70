"""Connect the source of every declared event, and record the events when a source reports."""

from collections.abc import Callable, Iterable, Sequence

from django.db import DEFAULT_DB_ALIAS, models
from django.db.models.signals import post_save

from .events import CreationSource, Event, SignalSource, catalogue
from .outbox import record
from .saving import rows_created


def connect_catalogue() -> None:
    rows_created.connect(on_rows_created, dispatch_uid="notifications")
    for cls in catalogue.values():
        for number, source in enumerate(cls.sources()):
            uid = f"notifications.{cls.type}.{number}"
            if isinstance(source, SignalSource):
                source.signal.connect(on_sent(cls, source), weak=False, dispatch_uid=uid)
            else:
                post_save.connect(on_saved(cls), sender=source.model, weak=False, dispatch_uid=uid)


def on_saved(cls: type[Event]) -> Callable[..., None]:
    def receiver(instance: models.Model, created: bool, raw: bool, using: str, **_: object) -> None:
        if created and not raw:  # raw: a fixture, whose rows are no news
            refuse_other_database(type(instance), using)
            record_events(cls, [instance])

    return receiver


def on_sent(cls: type[Event], source: SignalSource) -> Callable[..., None]:
    def receiver(**sent: object) -> None:
        argument = sent[source.argument]
        record_events(cls, argument if source.each else [argument])  # type: ignore[arg-type]  # `each`: an iterable

    return receiver


def on_rows_created(
    sender: type[models.Model], rows: Sequence[models.Model], using: str, is_certain: bool, **_: object
) -> None:
    events = created_by(sender)
    if events and not is_certain:
        raise NotImplementedError(
            "bulk_create() cannot tell which rows it created when it passes over conflicts, so the events "
            f"{', '.join(cls.type for cls in events)} of {sender._meta.label} would be lost. "
            "Save the rows one by one, or without that option."
        )
    for cls in events:
        refuse_other_database(sender, using)
        record_events(cls, rows)


def created_by(model: type[models.Model]) -> list[type[Event]]:
    """The events whose source is the creation of a row of `model`."""
    return [cls for cls in catalogue.values() if CreationSource(model._meta.label) in cls.sources()]


def record_events(cls: type[Event], instances: Iterable[object]) -> None:
    events = (cls.from_instance(instance) for instance in instances)
    record(*(event for event in events if event is not None))


def refuse_other_database(model: type[models.Model], using: str) -> None:
    if using != DEFAULT_DB_ALIAS:
        raise NotImplementedError(
            f"A {model._meta.label} was saved to the database {using!r}, but the log of events is in "
            f"{DEFAULT_DB_ALIAS!r}: no transaction holds both, so its event could be lost."
        )
