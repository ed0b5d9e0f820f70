"""Tests for the files of the pages as production has them: gathered, and named after their content."""

import re
from pathlib import Path

from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command
from pytest_django.fixtures import Settings

IMPORT = re.compile(r"""^import .* from ["'](.*)["'];$""", re.MULTILINE)


def test_a_page_and_its_modules_import_the_same_connection(tmp_path: Path, settings: Settings) -> None:
    """Under another name it would be another module, and the page would have two sockets."""
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": "turismo.storage.ModuleManifestStorage"}}
    call_command("collectstatic", interactive=False, verbosity=0)
    page = tmp_path / Path(staticfiles_storage.url("turismo/inicio.js")).relative_to("/static")
    imports = [(page.parent / path).resolve() for path in IMPORT.findall(page.read_text())]
    entry = tmp_path / Path(staticfiles_storage.url("notifications/notifications.js")).relative_to("/static")

    assert entry.resolve() in imports
    assert [path for path in imports if not path.exists()] == []


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
