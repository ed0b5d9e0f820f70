"""Preload: the links by which a browser fetches all modules of a page at once, derived from their `import` lines.

{% load modulepreload %}
{% modulepreload "shop/page.js" %}
<script type="module" src="{% static "shop/page.js" %}"></script>

Without them a browser learns of a module only from the one that imports it, so each level of the graph costs a round
trip. `notifications_head` preloads its own modules; name it first, and a module that both import is linked once.
"""

import posixpath
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from django import template
from django.conf import settings
from django.contrib.staticfiles import finders
from django.templatetags.static import static
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

register = template.Library()

# A static import or re-export at the beginning of a line. Comments and `import()` do not match.
IMPORT = re.compile(r"""^(?:import\s*|(?:import|export)\b[^"'();=]*?\bfrom\s*)["'](\.{1,2}/[^"']+)["']""", re.MULTILINE)


@register.simple_tag(takes_context=True)
def modulepreload(context: template.Context, entry: str) -> SafeString:
    """A `<link rel="modulepreload">` for the module `entry`, a static path, and for each module that it imports.

    The addresses are those of the staticfiles storage, so a content security policy of `script-src 'self'` allows them.
    Only relative imports are followed. A module is linked once in a page, even if several entries import it.
    """
    linked = already_linked(context.render_context)
    new = [name for name in imported_modules(entry) if name not in linked]
    linked.update(new)
    return format_html_join("\n", '<link rel="modulepreload" href="{}">', ((static(name),) for name in new))


def imported_modules(entry: str) -> tuple[str, ...]:
    """The static paths of `entry` and of all modules that it imports, the nearest first. Raise ValueError if a file is
    missing. The result is kept for the life of the process, except with DEBUG.
    """
    return tuple(walk(entry)) if settings.DEBUG else walk_once(entry)


@cache
def walk_once(entry: str) -> tuple[str, ...]:
    return tuple(walk(entry))


def walk(entry: str) -> Iterator[str]:
    names = [entry]
    for name in names:  # grows in the loop
        yield name
        names += [found for found in dict.fromkeys(imports_of(name)) if found not in names]


def imports_of(name: str) -> list[str]:
    path = finders.find(name)
    if path is None:
        raise ValueError(f"No static file {name!r}, which a page loads as a module.")
    folder = posixpath.dirname(name)
    return [posixpath.normpath(posixpath.join(folder, found)) for found in IMPORT.findall(Path(path).read_text())]


def already_linked(rendering: Any) -> set[str]:
    """The modules that this rendering has linked so far. Django's stubs type a RenderContext by Django's own keys."""
    linked: set[str] = rendering.setdefault("notifications.modulepreload", set())
    return linked
