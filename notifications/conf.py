"""The `NOTIFICATIONS` setting of a project: its definition, its defaults, and the check of its types."""

import difflib
from collections.abc import Iterator
from typing import Annotated, get_args

import msgspec.structs
from django.conf import settings as django_settings
from django.core.exceptions import ImproperlyConfigured
from django.core.signals import setting_changed
from msgspec import Meta

SETTING = "NOTIFICATIONS"


class Settings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All keys of `NOTIFICATIONS`; the descriptions are printed in the documentation."""

    CATALOGUE: Annotated[
        str | None,
        Meta(
            description="Dotted path of the module or package that declares the events. "
            "All submodules of a package are imported when the apps are ready."
        ),
    ] = None
    ALLOWED_ORIGINS: Annotated[
        tuple[str, ...],
        Meta(description="Other sites whose pages may open `/ws`, as full origins: `https://app.example.com`."),
    ] = ()
    PUBLISHER_RATE: Annotated[
        float, Meta(gt=0, description="Requests per second of one publisher key on `POST /notify`, in each process.")
    ] = 200.0
    STAFF_RATE: Annotated[
        float, Meta(gt=0, description="Requests per second of one staff member on `POST /notify`, in each process.")
    ] = 10.0


#: The settings in force. `load()` replaces it, so read it as `conf.active` each time.
active = Settings()


def load() -> None:
    """Read `settings.NOTIFICATIONS`. Raises ImproperlyConfigured for an unknown key or a wrong type."""
    global active
    given = getattr(django_settings, SETTING, {})
    if not isinstance(given, dict):
        raise ImproperlyConfigured(f"{SETTING} must be a dictionary, not {given!r}.")
    if sentences := list(unknown_keys(given)):
        raise ImproperlyConfigured(" ".join(sentences))
    try:
        active = msgspec.convert(given, Settings)
    except msgspec.ValidationError as error:
        raise ImproperlyConfigured(f"{SETTING} has a wrong value: {error}") from error


def unknown_keys(given: dict[str, object]) -> Iterator[str]:
    known = Settings.__struct_fields__
    for key in given:
        if key not in known:
            near = difflib.get_close_matches(str(key), known, n=1)
            hint = f"did you mean {near[0]!r}?" if near else f"the keys are {', '.join(known)}."
            yield f"{SETTING} has no key {key!r}: {hint}"


def reload_changed(*, setting: str, **_: object) -> None:
    """Follow `override_settings` in tests."""
    if setting == SETTING:
        load()


setting_changed.connect(reload_changed, dispatch_uid="notifications.conf")


def described() -> Iterator[tuple[str, str, object, str]]:
    """`(name, type, default, description)` of each setting, for the documentation."""
    for field in msgspec.structs.fields(Settings):
        kind, meta = get_args(field.type)
        yield field.name, kind.__name__ if isinstance(kind, type) else str(kind), field.default, meta.description
