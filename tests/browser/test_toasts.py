"""Tests for the toasts as such: where they are, how long they stay, and how the keyboard and a screen reader fare."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.clock import stop_clock
from tests.browser.publisher import OtherSystem
from tests.browser.screen import Look, Screen
from tests.waiting import until

SHOW = "notices => { for (const notice of notices) document.querySelector('notification-toasts').show(notice) }"


@pytest.fixture
def timeless(screen: Screen) -> Screen:
    """The test page with a clock that only goes when it is told to."""
    stop_clock(screen.page)
    return screen


def show(page: Page, *notices: dict[str, Any]) -> None:
    page.evaluate(SHOW, list(notices))


def messages(screen: Screen) -> list[str]:
    return screen.page.locator(".nt-message").all_text_contents()


def test_information_goes_by_itself(timeless: Screen) -> None:
    show(timeless.page, {"message": "Nuevo tour: Salar de Uyuni"})
    timeless.page.clock.run_for(5_900)
    before = messages(timeless)
    timeless.page.clock.run_for(200)

    assert (before, messages(timeless)) == (["Nuevo tour: Salar de Uyuni"], [])


def test_a_long_message_gets_longer_to_be_read(timeless: Screen) -> None:
    show(timeless.page, {"message": "a" * 180})
    timeless.page.clock.run_for(7_900)
    before = len(messages(timeless))
    timeless.page.clock.run_for(200)

    assert (before, len(messages(timeless))) == (1, 0)


def test_warnings_and_errors_stay_until_they_are_dismissed(timeless: Screen) -> None:
    show(timeless.page, {"message": "Quedan 2 plazas", "level": "warning"}, {"message": "No va", "level": "error"})
    timeless.page.clock.run_for(3_600_000)
    timeless.page.get_by_role("button", name="Cerrar: No va").click()

    assert messages(timeless) == ["Quedan 2 plazas"]


def test_time_stands_still_while_somebody_points_at_it(timeless: Screen) -> None:
    show(timeless.page, {"message": "Nuevo destino: Cusco"})
    timeless.page.clock.run_for(5_000)
    timeless.toasts.hover()
    timeless.page.clock.run_for(60_000)
    pointed_at = messages(timeless)
    timeless.page.mouse.move(5, 5)
    timeless.page.clock.run_for(1_900)  # one second was left; a reader that was holding it gets two
    after = messages(timeless)
    timeless.page.clock.run_for(200)

    assert (pointed_at, after, messages(timeless)) == (["Nuevo destino: Cusco"], ["Nuevo destino: Cusco"], [])


def test_time_stands_still_while_the_focus_is_on_it(timeless: Screen) -> None:
    show(timeless.page, {"message": "Nuevo destino: Cusco"})
    timeless.page.keyboard.press("Alt+t")
    timeless.page.clock.run_for(60_000)

    assert messages(timeless) == ["Nuevo destino: Cusco"]


def test_a_click_on_one_does_not_hold_the_others(timeless: Screen) -> None:
    show(timeless.page, {"message": "Uno"}, {"message": "Dos"})
    timeless.page.get_by_role("button", name="Cerrar: Uno").click()
    timeless.page.mouse.move(5, 5)
    timeless.page.clock.run_for(6_100)

    assert messages(timeless) == []


def test_a_toast_that_goes_from_under_the_pointer_does_not_hold_the_others(timeless: Screen) -> None:
    show(timeless.page, {"message": "Uno"}, {"message": "Dos"})
    timeless.page.get_by_role("button", name="Cerrar: Uno").click()

    def is_gone_a_second_later() -> bool:
        timeless.page.clock.run_for(1_000)
        return not messages(timeless)

    until(is_gone_a_second_later, "the other to go")


def test_four_have_a_place_and_the_rest_wait(screen: Screen) -> None:
    show(screen.page, *[{"message": f"Aviso {n}", "level": "warning"} for n in range(7)])
    waiting = screen.page.locator(".nt-more").text_content()
    screen.page.get_by_role("button", name="Cerrar: Aviso 0").click()

    assert waiting == "+3 más"
    assert messages(screen) == ["Aviso 1", "Aviso 2", "Aviso 3", "Aviso 4"]


def test_a_warning_does_not_queue_behind_news(screen: Screen) -> None:
    news = [{"message": f"Noticia {n}"} for n in range(9)]
    show(screen.page, *news, {"message": "Salida cancelada", "level": "error"})
    screen.page.get_by_role("button", name="Cerrar: Noticia 0").click()

    assert messages(screen) == ["Noticia 1", "Noticia 2", "Noticia 3", "Salida cancelada"]


def test_news_that_waited_too_long_is_given_up(timeless: Screen) -> None:
    show(timeless.page, *[{"message": f"Noticia {n}"} for n in range(100)])
    timeless.page.clock.run_for(15_000)

    assert messages(timeless) == []


def test_the_same_again_is_counted_and_not_stacked(screen: Screen) -> None:
    show(screen.page, *[{"message": "Reserva nueva", "key": "reserva"}] * 3, {"message": "Otra", "key": "otra"})

    assert messages(screen) == ["Reserva nueva", "Otra"]
    assert screen.page.locator(".nt-count [aria-hidden]").all_text_contents() == ["×3"]
    assert screen.page.locator(".nt-count .nt-unseen").all_text_contents() == ["3 veces"]


def test_all_can_be_closed_at_once(screen: Screen) -> None:
    show(screen.page, *[{"message": f"Aviso {n}", "level": "error"} for n in range(9)])
    screen.page.get_by_role("button", name="Cerrar todas").click()

    assert messages(screen) == []


def test_the_keyboard_comes_in_closes_and_goes_back_where_it_was(screen: Screen) -> None:
    screen.page.locator("#cortar").focus()
    show(screen.page, {"message": "Primero", "level": "error"}, {"message": "Segundo", "level": "error"})
    screen.page.keyboard.press("Alt+t")
    expect(screen.page.get_by_role("button", name="Cerrar: Segundo")).to_be_focused()
    screen.page.keyboard.press("Escape")
    expect(screen.page.get_by_role("button", name="Cerrar: Primero")).to_be_focused()
    screen.page.keyboard.press("Enter")

    expect(screen.page.locator("#cortar")).to_be_focused()
    assert messages(screen) == []


def test_a_toast_takes_no_focus(screen: Screen) -> None:
    screen.page.locator("#cortar").focus()
    show(screen.page, {"message": "Error", "level": "error"})

    expect(screen.page.locator("#cortar")).to_be_focused()


def test_a_screen_reader_hears_level_and_message_once(screen: Screen) -> None:
    show(screen.page, {"message": "Nuevo guía: Rosa"})

    assert screen.page.locator("notification-toasts [role=status]").text_content() == "Aviso: Nuevo guía: Rosa "
    assert screen.page.locator("notification-toasts [role=alert]").text_content() == ""
    assert screen.page.locator(".nt-list[aria-live], .nt-list [aria-live]").count() == 0


def test_an_error_interrupts_the_screen_reader(screen: Screen) -> None:
    show(screen.page, {"message": "Salida cancelada", "level": "error"})

    assert screen.page.locator("notification-toasts [role=alert]").text_content() == "Error: Salida cancelada "


def test_a_burst_is_announced_in_one_sentence(timeless: Screen) -> None:
    show(timeless.page, *[{"message": f"Aviso {n}"} for n in range(5)])
    timeless.page.clock.run_for(2_000)

    assert timeless.page.locator("notification-toasts [role=status]").text_content() == "5 notificaciones nuevas "


def test_markup_in_a_message_is_text(screen: Screen) -> None:
    message = "<img src=x onerror=alert(1)><b>hola</b>"
    show(screen.page, {"message": message})

    assert messages(screen) == [message]
    assert screen.page.locator(".nt-message *").count() == 0


def test_toasts_lie_above_a_dialog(screen: Screen) -> None:
    """The element shown last is on top of the top layer, so the region is shown again."""
    shown_again = screen.page.evaluate(
        """() => {
            const region = document.querySelector("notification-toasts");
            const toggles = [];
            region.addEventListener("beforetoggle", ({ newState }) => toggles.push(newState));
            const dialog = document.body.appendChild(document.createElement("dialog"));
            dialog.showModal();
            region.show({ message: "Encima" });
            return toggles;
        }"""
    )

    assert shown_again == ["closed", "open"]


LEVELS = ["info", "success", "warning", "error"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_level_is_legible_in_both_schemes(look: Look, scheme: str) -> None:
    screen = look(color_scheme=scheme)
    show(screen.page, *[{"message": "Mensaje", "level": level, "key": level} for level in LEVELS * 2])
    contrasts = screen.page.evaluate(CONTRASTS, ".nt-message, .nt-heading, .nt-count, .nt-close, .nt-clear")

    assert len(contrasts) == 4 * len(LEVELS) + 1
    assert [contrast for contrast in contrasts if contrast < 4.5] == []


#: The contrast of each element's text with the nearest background behind it, as WCAG reckons it.
CONTRASTS = """selector => {
    const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
    const luminance = (color) => {
        canvas.fillStyle = color;
        canvas.fillRect(0, 0, 1, 1);
        const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].map((byte) => {
            const c = byte / 255;
            return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
        });
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const behind = (element) => {
        const { backgroundColor } = getComputedStyle(element);
        return backgroundColor.startsWith("rgba(0, 0, 0, 0") ? behind(element.parentElement) : backgroundColor;
    };
    return [...document.querySelectorAll(`notification-toasts :is(${selector})`)].map((element) => {
        const [one, two] = [getComputedStyle(element).color, behind(element)].map(luminance).sort((a, b) => b - a);
        return (one + 0.05) / (two + 0.05);
    });
}"""


def test_who_wants_no_motion_gets_none(look: Look) -> None:
    screen = look(reduced_motion="reduce")
    show(screen.page, {"message": "Quieto"})

    assert screen.toasts.evaluate("toast => getComputedStyle(toast).animationName") == "nt-appear"
    expect(screen.page.locator(".nt-bar")).to_be_hidden()


def test_a_silent_event_reaches_the_page_and_disturbs_nobody(screen: Screen, other_system: OtherSystem) -> None:
    other_system.notify("Quedan 8 plazas", level="silent")
    other_system.notify("Nuevo tour")
    screen.expect_toast("Nuevo tour")

    assert screen.messages()[-2:] == ["Quedan 8 plazas", "Nuevo tour"]
    assert messages(screen) == ["Nuevo tour"]
