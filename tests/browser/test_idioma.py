"""A page in another language shows translated messages where the event declares a translatable one."""

import json
from collections.abc import Callable

import msgspec
from django.utils.translation import gettext, override
from playwright.sync_api import Page, expect

from notifications.events import Event, Level, catalogue
from notifications.examples import example
from tests.browser.publisher import OtherSystem
from tests.browser.screen import Look
from tests.browser.viajes import plantar
from tests.servers import Server

TRANSLATE = """async (events) => {
    const m = await import("/static/notifications/ui/translate.js");
    return events.map(m.translate);
}"""


def frame(one: Event) -> dict[str, object]:
    draft = one.draft()
    return {"type": draft.type, "message": draft.message, "data": json.loads(draft.data)}


def in_english(one: Event) -> str | None:
    with override("en"):
        words = gettext(one.message)
    return words.format(**msgspec.structs.asdict(one)) if words != one.message else None


def test_the_browser_says_every_declared_message_in_english(fresh: Callable[..., Page]) -> None:
    page = fresh(locale="en-GB")
    page.goto("/tours/")
    shown = [example(declared) for declared in catalogue.values() if declared.level != Level.SILENT]
    said = dict(zip([one.type for one in shown], page.evaluate(TRANSLATE, [*map(frame, shown)]), strict=True))

    assert said == {one.type: in_english(one) for one in shown}
    # Its reason is a sentence from the database, which is not translated.
    assert [name for name, words in said.items() if words is None] == ["sugerencia_creada"]


def test_a_toast_is_in_the_language_of_its_page(look: Look, server: Server) -> None:
    here, there = look(None, "/tours/"), look(None, "/tours/", locale="en-GB")
    plantar(server, (9, 4))

    here.expect_toast("Nuevo tour: Salar de prueba")
    there.expect_toast("New tour: Salar de prueba")
    expect(there.page.locator(".nt-message[lang]")).to_have_count(0)
    assert here.complaints == there.complaints == []


def test_what_was_written_by_hand_is_shown_as_it_was_written(look: Look, other_system: OtherSystem) -> None:
    there = look(None, "/", locale="en-GB")
    lucia = {"nombre": "Lucía"}
    other_system.notify("Bienvenida sea Lucía", type="usuario_registrado", audience="everyone", data=lucia)

    expect(there.page.locator(".nt-message[lang=es]")).to_have_text("Bienvenida sea Lucía")
