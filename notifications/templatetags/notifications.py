"""Show: the template tags that put live notifications on a page, in three places of it.

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

from .modulepreload import modulepreload

register = template.Library()


@register.inclusion_tag("notifications/head.html", takes_context=True)
def notifications_head(context: template.Context) -> dict[str, Any]:
    """The styles, and the module that connects, with all that it imports preloaded."""
    return {"preload": modulepreload(context, "notifications/notifications.js")}


@register.inclusion_tag("notifications/body.html", takes_context=True)
def notifications_body(context: template.Context) -> dict[str, Any]:
    """The region of the toasts, and the bar that shows problems of the connection; at the end of the body."""
    user = context.get("user")
    is_foreign = get_language() != settings.LANGUAGE_CODE
    return {
        "reader": user.pk if user is not None and user.is_authenticated else "",
        # A message is written once for all recipients, so in the site's language, not in the recipient's.
        "message_lang": settings.LANGUAGE_CODE if is_foreign else "",
        "words": dict(foreign_words()) if is_foreign else {},
    }


def foreign_words() -> Iterator[tuple[str, tuple[str, str]]]:
    """By type: the declared message and its translation into the language of the page, if it has one."""
    for name, declared in catalogue.items():
        if (here := gettext(declared.message)) != declared.message:
            yield name, (declared.message, here)


@register.simple_tag
def notifications_status() -> SafeString:
    """The state of the connection as a word, a shape and a colour."""
    return SafeString("<notification-status></notification-status>")


@register.simple_tag
def notification_types() -> list[str]:
    """The declared types, sorted, for forms."""
    return sorted(catalogue)


@register.simple_tag
def notification_levels() -> list[tuple[str, Any]]:
    """The levels as (value, label), for forms."""
    return Level.choices
