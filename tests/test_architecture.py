"""The architecture: permitted imports, and calls that may stand in one place only."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.servers import ROOT

DOMAIN = ("usuarios", "catalogo", "reservas", "recomendaciones")
# The only module of the notifications that a domain app may import: the base of rows saved together with their event.
DOMAIN_MAY_IMPORT = {"notifications.saving"}


def sources(*folders: str) -> list[Path]:
    return [
        path for folder in folders for path in sorted((ROOT / folder).rglob("*.py")) if "migrations" not in path.parts
    ]


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module


def test_notifications_know_nothing_of_tourism() -> None:
    assert [path for path in sources("notifications") if re.search(r"\bturismo\b", path.read_text())] == []


def test_the_domain_knows_no_transport() -> None:
    forbidden = [
        (path.name, name)
        for path in sources(*(f"turismo/{app}" for app in DOMAIN))
        for name in imports(path)
        if name.split(".")[0] in {"channels", "notifications"} and name not in DOMAIN_MAY_IMPORT
    ]
    assert forbidden == []


def test_the_catalogue_of_events_knows_no_transport() -> None:
    names = {name for path in sources("turismo/eventos") for name in imports(path)}
    assert {name for name in names if name.startswith("notifications")} == {
        "notifications.audiences",
        "notifications.events",
    }


def test_the_channel_layer_is_rung_from_one_place() -> None:
    calls = [
        path.name
        for path in sources("notifications", "turismo")
        for _ in re.findall(r"\.group_send\(", path.read_text())
    ]
    assert calls == ["channel_layer.py"]


CORE = sorted((ROOT / "notifications/static/notifications/core").glob("*.js"))


@pytest.mark.parametrize("path", CORE, ids=lambda path: path.name)
def test_the_core_of_the_browsers_client_needs_no_page(path: Path) -> None:
    """It must run in a worker and without our elements, so it imports no module of `toasts` or `ui`."""
    text = path.read_text()
    assert re.findall(r"""(?:from|import)\s*\(?["'](?!\./)""", text) == []
    assert re.findall(r"\b(?:document|window|customElements|HTML\w*Element)\b", text) == []


def front_end(*suffixes: str) -> list[Path]:
    folders = ("notifications", "turismo", "templates")
    return [path for folder in folders for path in (ROOT / folder).rglob("*") if path.suffix in suffixes]


@pytest.mark.parametrize("path", front_end(".html"), ids=lambda path: str(path.relative_to(ROOT)))
def test_templates_need_no_exception_from_the_content_security_policy(path: Path) -> None:
    inline = re.findall(r"<script(?![^>]*\bsrc=)[^>]*>|<style\b|\sstyle=|\son[a-z]+=|javascript:", path.read_text())
    assert inline == []


@pytest.mark.parametrize("path", front_end(".html", ".js", ".css"), ids=lambda path: str(path.relative_to(ROOT)))
def test_pages_load_nothing_from_other_sites(path: Path) -> None:
    loaded = re.findall(r"""(?:src=|href=|import\s|from\s|url\()\s*["']?(?:https?:)?//""", path.read_text())
    assert loaded == []


@pytest.mark.parametrize("path", front_end(".js"), ids=lambda path: str(path.relative_to(ROOT)))
def test_scripts_put_no_text_into_markup(path: Path) -> None:
    assert re.findall(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(", path.read_text()) == []
