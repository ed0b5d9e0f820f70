"""Tests for the parts of the pages' scripts that need no server: imported into an empty page, one by one."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.utils.translation import override
from playwright.sync_api import Page

from turismo.catalogo.dinero import dinero


@pytest.fixture
def page(fresh: Callable[..., Page]) -> Page:
    """Of the same origin, with nothing on it."""
    page = fresh()
    page.goto("/static/paginas/cursor.js")
    return page


def run(page: Page, module: str, body: str, argument: Any = None) -> Any:
    """Runs `body` with the exports of a module in `m` and the argument in `arg`."""
    code = f"async ([path, arg]) => {{ const m = await import(path); {body} }}"
    return page.evaluate(code, [f"/static/paginas/{module}.js", argument])


@pytest.mark.parametrize("idioma", ["es", "en"])
def test_the_browser_writes_amounts_as_the_server_does(page: Page, idioma: str) -> None:
    importes = ["0", "7.5", "55", "999.99", "1250", "12345.67", "9999999999.99"]
    page.evaluate("idioma => { document.documentElement.lang = idioma }", idioma)
    with override(idioma):
        del_servidor = [dinero(Decimal(importe), "USD") for importe in importes]

    assert (
        run(page, "dinero", "return arg.map((importe) => m.dinero(Number(importe), 'USD'));", importes) == del_servidor
    )


@pytest.mark.parametrize(
    ("hasta", "id", "antes"),
    [("9f3a-9", "9f3a-10", True), ("9f3a-9", "9f3a-9", False), ("9f3a-9", "9f3a-1", False), ("9f3a-9", "bb-1", True)],
)
def test_a_page_knows_what_it_tells_already(page: Page, hasta: str, id: str, antes: bool) -> None:
    assert run(page, "cursor", "return new m.PageCursor(arg[0]).isBefore(arg[1]);", [hasta, id]) is antes


MORPH = """
    const parse = (html) => new DOMParser().parseFromString(html, "text/html").body.firstElementChild;
    document.body.replaceChildren(document.importNode(parse(arg[0]), true));
    const viejo = document.body.firstElementChild;
    const campo = viejo.querySelector("input");
    if (campo) { campo.focus(); campo.value = "a medio escribir"; }
    m.morph(viejo, parse(arg[1]));
    return [viejo.outerHTML, campo && document.activeElement === campo && campo.value];
"""


@pytest.mark.parametrize(
    ("antes", "despues"),
    [
        ("<p>a</p>", "<p>b</p>"),
        ("<p>a</p>", '<p class="x" data-y="1">a</p>'),
        ('<p class="x">a</p>', "<p>a</p>"),
        ("<ul><li>a</li></ul>", "<ul><li>a</li><li>b</li></ul>"),
        ("<ul><li>a</li><li>b</li></ul>", "<ul></ul>"),
        ("<div>a<b>b</b></div>", "<div><i>a</i>b</div>"),
        ("<div><svg><path d='M0 0'></path></svg></div>", "<div><svg><path d='M1 1'></path></svg></div>"),
    ],
)
def test_a_part_becomes_equal_to_a_newer_one(page: Page, antes: str, despues: str) -> None:
    [resultado, _] = run(page, "morph", MORPH, [antes, despues])

    assert resultado == despues.replace("'", '"')


def test_what_is_being_typed_stays_where_it_is(page: Page) -> None:
    antes, despues = "<div><p>a</p><input></div>", "<div><p>b</p><input><p>c</p></div>"

    assert run(page, "morph", MORPH, [antes, despues]) == [despues, "a medio escribir"]


def test_what_was_typed_into_a_field_does_not_pass_to_another_one(page: Page) -> None:
    antes, despues = '<div><input name="a"><input name="b"></div>', '<div><input name="b"></div>'

    assert run(page, "morph", MORPH, [antes, despues]) == [despues, False]
    assert page.locator("input").input_value() == ""
