"""What a project may set, in its `NOTIFICATIONS` setting."""

from typing import Any

from django.conf import settings

DEFAULTS: dict[str, Any] = {
    # The module that declares the project's events; imported when the apps are ready.
    "CATALOGUE": None,
    # Other sites that may open /ws from a browser, as full origins: https://app.example.com
    "ALLOWED_ORIGINS": (),
}


def setting(name: str) -> Any:
    return getattr(settings, "NOTIFICATIONS", {}).get(name, DEFAULTS[name])
