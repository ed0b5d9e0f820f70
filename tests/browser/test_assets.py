"""Tests for the files of the pages as production has them: gathered, and named after their content."""

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command
from django.template import Context, Template
from playwright.sync_api import Page, Route
from pytest_django.fixtures import Settings

from tests.browser.people import Cast, Person

IMPORT = re.compile(r"""^import .* from ["'](.*)["'];$""", re.MULTILINE)


PRELOAD = re.compile(r"""<link rel="modulepreload" href="([^"]+)">""")
PAGES = ["/", "/tours/", "/tours/salar-al-atardecer/", "/reservas/", "/admin/"]


@pytest.fixture
def gathered(tmp_path: Path, settings: Settings) -> Path:
    """The static files as production has them."""
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": "turismo.storage.ModuleManifestStorage"}}
    call_command("collectstatic", interactive=False, verbosity=0)
    return tmp_path


def test_a_page_and_its_modules_import_the_same_connection(gathered: Path) -> None:
    """Under another name it would be another module, and the page would have two sockets."""
    page = gathered / Path(staticfiles_storage.url("turismo/inicio.js")).relative_to("/static")
    imports = [(page.parent / path).resolve() for path in IMPORT.findall(page.read_text())]
    entry = gathered / Path(staticfiles_storage.url("notifications/notifications.js")).relative_to("/static")

    assert entry.resolve() in imports
    assert [path for path in imports if not path.exists()] == []


def test_modules_are_preloaded_under_the_names_that_are_imported(gathered: Path) -> None:
    """Under another name a module would be fetched twice, once for nothing."""
    links = Template('{% load modulepreload %}{% modulepreload "turismo/inicio.js" %}').render(Context())
    linked = {(gathered / Path(url).relative_to("/static")).resolve() for url in PRELOAD.findall(links)}
    imported = {(path.parent / found).resolve() for path in linked for found in IMPORT.findall(path.read_text())}

    assert imported <= linked
    assert [path.name.split(".")[0] for path in linked - imported] == ["inicio"]


@pytest.mark.parametrize("path", PAGES)
def test_a_page_preloads_just_the_modules_that_it_loads(cast: Cast, fresh: Callable[..., Page], path: str) -> None:
    """The expected modules are those that a browser requests from the page without its links."""
    page = fresh(storage_state=cast.storage(Person.BRUNO))
    links: list[str] = []

    def without_links(route: Route) -> None:
        response = route.fetch()
        links.extend(PRELOAD.findall(response.text()))
        route.fulfill(response=response, body=PRELOAD.sub("", response.text()))

    page.route(f"**{path}", without_links)

    assert sorted(modules_of(page, path)) == sorted(links)


@pytest.mark.parametrize("path", PAGES)
def test_a_preloaded_module_is_requested_once(cast: Cast, fresh: Callable[..., Page], path: str) -> None:
    page = fresh(storage_state=cast.storage(Person.BRUNO))
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))

    assert set(Counter(modules_of(page, path)).values()) == {1}
    assert said == []


def modules_of(page: Page, path: str) -> list[str]:
    """The addresses of the modules that the browser requests for a page. The admin's own scripts are no modules."""
    requested: list[str] = []
    page.on("request", lambda request: requested.append(urlsplit(request.url).path))
    page.goto(path)
    return [url for url in requested if url.endswith(".js") and not url.startswith("/static/admin/")]


def test_our_pages_load_nothing_from_elsewhere_and_have_no_code_inline() -> None:
    root = Path(__file__).resolve().parents[2]
    ours = [*root.glob("templates/**/*.html"), *root.glob("*/templates/**/*.html"), *root.glob("*/static/**/*.*s")]
    forbidden = re.compile(
        r"""(src|href|import|url\()\W*["']?(https?:)?//|<style|\sstyle=|\son[a-z]+=|<script(?![^>]* src=)"""
    )

    assert len(ours) > 20
    assert [
        (str(path.relative_to(root)), found) for path in ours for found in forbidden.findall(path.read_text())
    ] == []
