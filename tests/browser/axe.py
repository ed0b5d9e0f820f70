"""Accessibility, as far as a machine can tell: axe-core over a page as it stands."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

GRAVES = {"serious", "critical"}


# What still fades in is not yet what people read. The bar of a toast runs for as long as the toast stays.
SOSIEGO = """Promise.all(document.getAnimations()
    .filter((animation) => animation.effect.getComputedTiming().endTime < 3000)
    .map((animation) => animation.finished.catch(() => null)))"""


def objeciones(page: Page, contexto: Any = None) -> list[str]:
    """What keeps people out: the rule, and where it is broken."""
    page.evaluate(SOSIEGO)
    hallado = Axe().run(page, context=contexto).response["violations"]
    return [
        f"{regla['id']}: {nodo['target']} {nodo['html'][:120]}"
        for regla in hallado
        if regla["impact"] in GRAVES
        for nodo in regla["nodes"]
    ]
