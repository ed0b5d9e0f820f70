"""Show: puts the live notifications on any page, three tags for three places of it.

{% load notifications %}
<head> … {% notifications_head %}</head>
<body> … {% notifications_status %} … {% notifications_body %}</body>
"""

from collections.abc import Iterator
from typing import Any

from django import template
from django.conf import settings
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from notifications.events import Level, catalogue

register = template.Library()


@register.inclusion_tag("notifications/head.html")
def notifications_head() -> dict[str, Any]:
    """The styles, and the module that connects."""
    return {}


@register.inclusion_tag("notifications/body.html", takes_context=True)
def notifications_body(context: template.Context) -> dict[str, Any]:
    """Where toasts appear, and the bar that tells of trouble with the connection; at the end of the body."""
    user = context.get("user")
    is_foreign = get_language() != settings.LANGUAGE_CODE
    return {
        "reader": user.pk if user is not None and user.is_authenticated else "",
        # Messages are written once for all readers, so their language is the site's and not the reader's.
        "message_lang": settings.LANGUAGE_CODE if is_foreign else "",
        "words": dict(foreign_words()) if is_foreign else {},
    }


def foreign_words() -> Iterator[tuple[str, tuple[str, str]]]:
    """By type: the words in which messages are declared, and those of the language of the page."""
    for name, declared in catalogue.items():
        if (here := gettext(declared.message)) != declared.message:
            yield name, (declared.message, here)


@register.simple_tag
def notifications_status() -> SafeString:
    """The state of the connection, in a word with a shape and a colour."""
    return SafeString("<notification-status></notification-status>")


@register.simple_tag
def notification_types() -> list[str]:
    """The declared types, for forms."""
    return sorted(catalogue)


@register.simple_tag
def notification_levels() -> list[tuple[str, Any]]:
    """The levels as (value, label), for forms."""
    return Level.choices
