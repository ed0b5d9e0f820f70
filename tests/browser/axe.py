"""Accessibility, as far as a machine can tell: axe-core over a page as it stands."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

GRAVES = {"serious", "critical"}


# What still fades in is not yet what people read. The bar of a toast runs for as long as the toast stays.
SOSIEGO = """Promise.all(document.getAnimations()
    .filter((animation) => animation.effect.getComputedTiming().endTime < 3000)
    .map((animation) => animation.finished.catch(() => null)))"""


VECES = 3


def objeciones(page: Page, contexto: Any = None) -> list[str]:
    """What keeps people out: the rule, and where it is broken.

    A toast may come while axe looks, and be half transparent then: what is really wrong is so every time.
    """
    for _vez in range(VECES):
        page.evaluate(SOSIEGO)
        if not (graves := graves_de(Axe().run(page, context=contexto).response["violations"])):
            break
    return graves


def graves_de(hallado: list[dict[str, Any]]) -> list[str]:
    return [
        f"{regla['id']}: {nodo['target']} {nodo['html'][:120]}"
        for regla in hallado
        if regla["impact"] in GRAVES
        for nodo in regla["nodes"]
    ]
