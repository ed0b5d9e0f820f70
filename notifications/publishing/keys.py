"""The keys of publishers, other systems that call `POST /notify`: issue, replace, and tell whether one exists."""

import secrets
from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from notifications.drafts import TYPE_PATTERN, quote
from notifications.models import Publisher

from .authentication import digest_of

PREFIX = "nk_"  # lets scanners of repositories and logs recognise a key
HINT = len(PREFIX) + 5  # characters kept readable, to tell keys apart


def issue(name: str, types: Collection[str] = (), may_address: bool = False) -> tuple[Publisher, str]:
    """Create a publisher; return it and its key, of which only a digest is kept. Raises ValidationError.

    `types` are the only event types that it may publish, () for any; with `may_address` it may choose the audience.
    """
    publisher = Publisher(name=name, types=scope(types), may_address=may_address)
    key = give_key(publisher)
    publisher.full_clean()
    publisher.save()
    return publisher, key


def exists(name: str) -> bool:
    """Whether a publisher of this name was issued a key."""
    return Publisher.objects.filter(name=name).exists()


def scope(types: Collection[str]) -> str:
    """`types` as a publisher stores them. Raises ValidationError for a text that cannot be a type."""
    for name in types:
        if not TYPE_PATTERN.fullmatch(name):
            raise ValidationError(_("%(got)s cannot be the type of an event.") % {"got": quote(name)})
    return " ".join(types)


def give_key(publisher: Publisher) -> str:
    """Set a new key on `publisher`, which is not saved; return the key."""
    key = PREFIX + secrets.token_urlsafe(32)
    publisher.digest = digest_of(key)
    publisher.hint = key[:HINT]
    return key
