"""Reads the environment for `settings.py`; a bad value stops the start with a sentence that names it."""

from pathlib import Path
from typing import Any, cast

import environ
from django.core.exceptions import ImproperlyConfigured

env = environ.Env()

# Letters go nowhere, so nobody is offered one.
NO_EMAIL = "django.core.mail.backends.dummy.EmailBackend"
# Of what django-environ reads, without `smtps`: it takes that for STARTTLS, and everybody else for TLS from the start.
EMAIL_SCHEMES = ("smtp", "smtp+tls", "smtp+ssl", "consolemail", "filemail")

TRUE = {"1", "true", "yes", "on"}
FALSE = {"0", "false", "no", "off"}


def boolean(name: str, default: bool) -> bool:
    value = env.str(name, default=str(default)).strip().lower()
    if value in TRUE:
        return True
    if value in FALSE:
        return False
    raise ImproperlyConfigured(f"{name} must be true or false, not {value!r}.")


def number(name: str, default: int, minimum: int, maximum: int) -> int:
    value = env.str(name, default=str(default))
    if not value.isdecimal() or not minimum <= int(value) <= maximum:
        raise ImproperlyConfigured(f"{name} must be a whole number from {minimum} to {maximum}, not {value!r}.")
    return int(value)


def words(name: str, default: list[str]) -> list[str]:
    """A comma-separated list; blanks around the words do not count."""
    return [word.strip() for word in env.list(name, default=default) if word.strip()]


def secret_key(debug: bool) -> str:
    key = cast(str, env.str("SECRET_KEY", default=""))
    if key:
        return key
    if debug:
        return "only-for-development-" * 3
    raise ImproperlyConfigured(
        "SECRET_KEY is not set. Set it to a long random text that you keep secret, or set DEBUG=true on a "
        "development machine. One way to make it: "
        "python -c 'import secrets; print(secrets.token_urlsafe(50))'"
    )


def database(default: Path) -> dict[str, Any]:
    """`DATABASE_URL` as Django wants it, with the options that make each engine right for us."""
    url = env.str("DATABASE_URL", default=f"sqlite:///{default}")
    scheme = url.split(":", 1)[0]
    if scheme == "sqlite":
        return cast(dict[str, Any], env.db_url_config(url)) | {
            "CONN_MAX_AGE": 60,  # seconds; opening it costs as much as a small request
            # A writer takes the write lock when it begins: the default, DEFERRED, takes it at the first
            # write and then fails at once with "database is locked", whatever the timeout.
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
            },
        }
    if scheme in {"postgres", "postgresql", "psql"}:
        config = env.db_url_config(url)
        # Under ASGI a connection per thread would leak; the pool lends each one out and takes it back.
        config["CONN_HEALTH_CHECKS"] = True  # the pool tries a connection before it lends it: servers restart
        config["OPTIONS"] = config.get("OPTIONS", {}) | {"pool": {"min_size": 1, "max_size": 16, "timeout": 10}}
        return cast(dict[str, Any], config)
    raise ImproperlyConfigured(f"DATABASE_URL must begin with sqlite:// or postgres://, not {scheme + '://'!r}.")


def channel_layer() -> dict[str, Any]:
    """`CHANNELS_URL` as Channels wants it: `inmemory://`, or `redis+pubsub://host:port/db`."""
    url = env.str("CHANNELS_URL", default="inmemory://")
    scheme = url.split(":", 1)[0]
    if scheme == "inmemory":
        return {"BACKEND": "channels.layers.InMemoryChannelLayer"}
    address = {"redis+pubsub": "redis", "rediss+pubsub": "rediss"}.get(scheme)
    if address:
        return {
            "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
            "CONFIG": {
                "hosts": [{"address": address + url[len(scheme) :], "health_check_interval": 15}],
                "prefix": "turismo",
            },
        }
    raise ImproperlyConfigured(f"CHANNELS_URL must begin with inmemory:// or redis+pubsub://, not {scheme + '://'!r}.")


def email(debug: bool) -> dict[str, Any]:
    """`EMAIL_URL` and who signs, as Django wants them; in development letters are printed where the server runs."""
    url = env.str("EMAIL_URL", default="") or ("consolemail://" if debug else "")
    sender = env.str("DEFAULT_FROM_EMAIL", default="")
    if not url:
        return {"EMAIL_BACKEND": NO_EMAIL}
    scheme = url.split(":", 1)[0]
    if scheme not in EMAIL_SCHEMES:
        schemes = ", ".join(f"{known}://" for known in EMAIL_SCHEMES)
        raise ImproperlyConfigured(f"EMAIL_URL must begin with one of {schemes}, not {scheme + '://'!r}.")
    if scheme.startswith("smtp") and not sender:
        raise ImproperlyConfigured(
            "DEFAULT_FROM_EMAIL is not set. Set it to the address from which the e-mails of EMAIL_URL come: "
            "Turismo <reservas@example.com>"
        )
    return cast(dict[str, Any], env.email_url_config(url)) | {"DEFAULT_FROM_EMAIL": sender or "turismo@localhost"}
