"""What a project may set, in its `NOTIFICATIONS` setting."""

from typing import Any

from django.conf import settings

DEFAULTS: dict[str, Any] = {
    # The module that declares the project's events; imported when the apps are ready.
    "CATALOGUE": None,
    # Other sites that may open /ws from a browser, as full origins: https://app.example.com
    "ALLOWED_ORIGINS": (),
    # How many requests a second a publisher's key, or a member of the staff, may make on POST /notify, in one process.
    "PUBLISHER_RATE": 200.0,
    "STAFF_RATE": 10.0,
}


def setting(name: str) -> Any:
    return getattr(settings, "NOTIFICATIONS", {}).get(name, DEFAULTS[name])
