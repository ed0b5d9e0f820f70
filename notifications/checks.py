"""System checks: find the configuration that would lose an event before the first event is recorded."""

import re
import string
from collections.abc import Iterable, Iterator
from types import MethodType
from urllib.parse import urlsplit

from django.apps import apps
from django.conf import settings
from django.core import checks
from django.core.checks import CheckMessage, Error, register
from django.db import DEFAULT_DB_ALIAS, models, router

from . import conf
from .audiences import Owner
from .events import CreationSource, Event, catalogue
from .models import Notification
from .saving import RecordedModel

CORE_LAYER = "channels_redis.core.RedisChannelLayer"


@register
def check_catalogue(**_: object) -> list[CheckMessage]:
    return [fault for cls in catalogue.values() for fault in faults_of(cls)]


@register
def check_catalogue_is_filled(**_: object) -> list[CheckMessage]:
    if catalogue:
        return []
    place = conf.active.CATALOGUE
    return [
        checks.Warning(
            f"{place} declares no event." if place else "No event is declared: NOTIFICATIONS has no CATALOGUE.",
            hint='Set NOTIFICATIONS = {"CATALOGUE": "myproject.events"} to a module with an @event in it. '
            "A project whose events all come over POST /notify can silence this check.",
            id="notifications.W001",
        )
    ]


def faults_of(cls: type[Event]) -> Iterator[CheckMessage]:
    if unknown := unknown_names(cls):
        yield Error(
            f"{cls.__name__} speaks of {', '.join(sorted(unknown))}, which its payload does not have.",
            hint=f"Its fields are {', '.join(cls.__struct_fields__) or 'none'}.",
            obj=cls,
            id="notifications.E001",
        )
    if not declares_source(cls):
        yield Error(
            f"{cls.__name__} has a source but does not say how to read it.",
            hint="Define the class method from_instance().",
            obj=cls,
            id="notifications.E002",
        )
    for source in cls.sources():
        if isinstance(source, CreationSource):
            yield from faults_of_model(cls, source.model)


def unknown_names(cls: type[Event]) -> set[str]:
    """Names that the message or the audience of an event mentions and its payload does not have."""
    placeholders = {re.split(r"[.\[]", name)[0] for _, name, *_ in string.Formatter().parse(cls.message) if name}
    owners = {one.field for one in cls.recipients() if isinstance(one, Owner)}
    return (placeholders | owners) - set(cls.__struct_fields__)


def declares_source(cls: type[Event]) -> bool:
    """Whether an event with a source also has a from_instance()."""
    own: MethodType = cls.from_instance  # type: ignore[assignment]
    base: MethodType = Event.from_instance  # type: ignore[assignment]
    return not cls.sources() or own.__func__ is not base.__func__


def faults_of_model(cls: type[Event], label: str) -> Iterator[CheckMessage]:
    try:
        model = apps.get_model(label)
    except (LookupError, ValueError):
        model = None
    if model is None or model._meta.label != label:
        yield Error(
            f"{cls.__name__} waits for {label!r}, which is no installed model.",
            hint='Write it "app_label.Model", with the capitals of the class.',
            obj=cls,
            id="notifications.E003",
        )
        return
    if not saves_with_its_event(model):
        yield Error(
            f"{label} can be saved without {cls.__name__}: its row is committed before the event is recorded.",
            hint="Let the model inherit from notifications.saving.RecordedModel, and its manager use RecordedQuerySet.",
            obj=cls,
            id="notifications.E004",
        )
    if router.db_for_write(model) != DEFAULT_DB_ALIAS:
        yield Error(
            f"{label} and the log of notifications are in different databases, so no transaction holds both.",
            hint=f"Let the database router keep them both in {DEFAULT_DB_ALIAS!r}.",
            obj=cls,
            id="notifications.E005",
        )


def saves_with_its_event(model: type[models.Model]) -> bool:
    from .saving import RecordedQuerySet

    return issubclass(model, RecordedModel) and issubclass(
        model._default_manager.get_queryset().__class__, RecordedQuerySet
    )


@register
def check_database(**_: object) -> list[CheckMessage]:
    if router.db_for_write(Notification) == DEFAULT_DB_ALIAS:
        return []
    return [
        Error(
            f"The log of notifications has to be in the database {DEFAULT_DB_ALIAS!r}, like the rows it is about.",
            hint="Let the database router leave the app `notifications` there.",
            id="notifications.E008",
        )
    ]


@register
def check_channel_layer(**_: object) -> list[CheckMessage]:
    layers = getattr(settings, "CHANNEL_LAYERS", {})
    if layers.get("default", {}).get("BACKEND") != CORE_LAYER:
        return []
    return [
        Error(
            f"{CORE_LAYER} loses messages: it holds at most 100 for a whole process, forgets its groups after "
            "a day, and every socket falls when Redis does.",
            hint="Use channels_redis.pubsub.RedisPubSubChannelLayer.",
            id="notifications.E006",
        )
    ]


@register
def check_origins(**_: object) -> list[CheckMessage]:
    return list(faults_of_origins(conf.active.ALLOWED_ORIGINS))


def faults_of_origins(origins: Iterable[str]) -> Iterator[CheckMessage]:
    for origin in origins:
        parts = urlsplit(origin)
        if parts.scheme not in {"http", "https"} or not parts.netloc or origin.count("/") != 2 or "*" in origin:
            yield Error(
                f"{origin!r} is no origin that could be allowed.",
                hint="Write each as a browser sends it, scheme, host and port: https://app.example.com:8443",
                id="notifications.E007",
            )
