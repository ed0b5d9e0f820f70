"""Read the environment for `settings`; a bad value stops the start with an error that names the variable."""

from pathlib import Path
from typing import Any, NamedTuple, cast

import environ
from django.core.exceptions import ImproperlyConfigured

env = environ.Env()

# Discards e-mails, so the pages offer none (`usuarios.correo`).
NO_EMAIL = "django.core.mail.backends.dummy.EmailBackend"
# Those of django-environ without `smtps`, which it reads as STARTTLS; elsewhere it means TLS from the first byte.
EMAIL_SCHEMES = ("smtp", "smtp+tls", "smtp+ssl", "consolemail", "filemail")

TRUE = {"1", "true", "yes", "on"}
FALSE = {"0", "false", "no", "off"}


class Email(NamedTuple):
    """Django's EMAIL_* settings, with Django's defaults, and DEFAULT_FROM_EMAIL as `sender`."""

    backend: str
    host: str = "localhost"
    port: int = 25
    user: str = ""
    password: str = ""
    use_tls: bool = False
    use_ssl: bool = False
    file_path: str | None = None
    sender: str = "turismo@localhost"


def boolean(name: str, default: bool) -> bool:
    value = env.str(name, default=str(default)).strip().lower()
    if value in TRUE:
        return True
    if value in FALSE:
        return False
    raise ImproperlyConfigured(f"{name} must be true or false, not {value!r}.")


def text(name: str, default: str) -> str:
    return cast(str, env.str(name, default=default))


def number(name: str, default: int, minimum: int, maximum: int) -> int:
    value = env.str(name, default=str(default))
    if not value.isdecimal() or not minimum <= int(value) <= maximum:
        raise ImproperlyConfigured(f"{name} must be a whole number from {minimum} to {maximum}, not {value!r}.")
    return int(value)


def words(name: str, default: list[str]) -> list[str]:
    """A comma-separated list; spaces around the words are ignored."""
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
    """`DATABASE_URL` as an entry of DATABASES, with the options that each engine needs here."""
    url = env.str("DATABASE_URL", default=f"sqlite:///{default}")
    scheme = url.split(":", 1)[0]
    if scheme == "sqlite":
        return cast(dict[str, Any], env.db_url_config(url)) | {
            "CONN_MAX_AGE": 60,  # seconds; opening a connection costs as much as a small request
            # Take the write lock when a transaction begins: the default, DEFERRED, takes it at the first write
            # and fails at once with "database is locked" if another has it, regardless of the timeout.
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
            },
        }
    if scheme in {"postgres", "postgresql", "psql"}:
        config = env.db_url_config(url)
        # Use a pool: under ASGI a connection per thread would leak.
        config["CONN_HEALTH_CHECKS"] = True  # test a connection before it is used: PostgreSQL may have restarted
        config["OPTIONS"] = config.get("OPTIONS", {}) | {"pool": {"min_size": 1, "max_size": 16, "timeout": 10}}
        return cast(dict[str, Any], config)
    raise ImproperlyConfigured(f"DATABASE_URL must begin with sqlite:// or postgres://, not {scheme + '://'!r}.")


def channel_layer() -> dict[str, Any]:
    """`CHANNELS_URL` as an entry of CHANNEL_LAYERS: `inmemory://`, or `redis+pubsub://host:port/db`."""
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


def email(debug: bool) -> Email:
    """`EMAIL_URL` and `DEFAULT_FROM_EMAIL`; without the former, development prints e-mails to the console."""
    url = env.str("EMAIL_URL", default="") or ("consolemail://" if debug else "")
    sender = env.str("DEFAULT_FROM_EMAIL", default="")
    if not url:
        return Email(NO_EMAIL)
    scheme = url.split(":", 1)[0]
    if scheme not in EMAIL_SCHEMES:
        schemes = ", ".join(f"{known}://" for known in EMAIL_SCHEMES)
        raise ImproperlyConfigured(f"EMAIL_URL must begin with one of {schemes}, not {scheme + '://'!r}.")
    if scheme.startswith("smtp") and not sender:
        raise ImproperlyConfigured(
            "DEFAULT_FROM_EMAIL is not set. Set it to the address from which the e-mails of EMAIL_URL come: "
            "Turismo <reservas@example.com>"
        )
    config = env.email_url_config(url)
    return Email(
        backend=config["EMAIL_BACKEND"],
        host=config["EMAIL_HOST"] or "localhost",
        port=config["EMAIL_PORT"] or 25,
        user=config["EMAIL_HOST_USER"] or "",
        password=config["EMAIL_HOST_PASSWORD"] or "",
        use_tls=config.get("EMAIL_USE_TLS", False),
        use_ssl=config.get("EMAIL_USE_SSL", False),
        file_path=config["EMAIL_FILE_PATH"] or None,
        sender=sender or "turismo@localhost",
    )
