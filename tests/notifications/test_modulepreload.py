"""Tests for the links that preload a page's modules."""

from pathlib import Path

import pytest
from django.template import Context, Template
from pytest_django.fixtures import Settings

from notifications.templatetags.modulepreload import imported_modules

FILES = {
    "page/page.js": 'import { a } from "./a.js";\nimport "../shared/b.js";\nexport { c } from \'./c.js\';\n',
    "page/a.js": 'import {\n  one,\n  two,\n} from "../shared/b.js";\nimport * as page from "./page.js";\n',
    "page/c.js": (
        '/** import { x } from "./x.js" */\n * import "./x.js"\nimport("./x.js");\nexport const c = "./x.js";\n'
        'import react from "react";\nconst text = `from "./x.js"`;\n'
    ),
    "shared/b.js": "",
}


@pytest.fixture
def modules(tmp_path: Path, settings: Settings) -> Path:
    """Modules of a project: they import each other, and one imports in ways that load nothing at once."""
    for name, text in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
    settings.STATICFILES_DIRS = [tmp_path]
    settings.DEBUG = True
    return tmp_path


def render(source: str) -> str:
    return Template("{% load modulepreload %}" + source).render(Context())


def test_all_that_a_module_imports_is_found_once(modules: Path) -> None:
    assert imported_modules("page/page.js") == ("page/page.js", "page/a.js", "shared/b.js", "page/c.js")


def test_a_module_that_two_entries_import_is_linked_once(modules: Path) -> None:
    page = render('{% modulepreload "page/c.js" %}|{% modulepreload "page/page.js" %}')

    assert page.startswith('<link rel="modulepreload" href="/static/page/c.js">|<link ')
    assert page.count("<link ") == 4


def test_a_page_starts_anew_each_time_it_is_rendered(modules: Path) -> None:
    template = Template('{% load modulepreload %}{% modulepreload "shared/b.js" %}')

    assert template.render(Context()) == template.render(Context()) != ""


def test_a_change_is_seen_while_developing(modules: Path) -> None:
    imported_modules("shared/b.js")
    (modules / "shared/b.js").write_text('import "../page/c.js";')

    assert imported_modules("shared/b.js") == ("shared/b.js", "page/c.js")


def test_an_import_of_a_missing_file_is_an_error(modules: Path) -> None:
    (modules / "shared/b.js").write_text('import "./missing.js";')

    with pytest.raises(ValueError, match=r"No static file 'shared/missing\.js'"):
        imported_modules("page/page.js")


def test_the_head_preloads_the_client_before_its_script() -> None:
    head = Template("{% load notifications %}{% notifications_head %}").render(Context())

    assert head.count('rel="modulepreload"') == len(imported_modules("notifications/notifications.js"))
    assert head.index('modulepreload" href="/static/notifications/core/client.js"') < head.index("<script")
