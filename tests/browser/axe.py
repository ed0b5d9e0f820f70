"""Automatic accessibility tests: axe-core over a page in its current state."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

GRAVES = {"serious", "critical"}


# Wait for short animations: text that fades in has too little contrast. The bar of a toast runs as long as the toast is
# shown, so it is left out.
SOSIEGO = """Promise.all(document.getAnimations()
    .filter((animation) => animation.effect.getComputedTiming().endTime < 3000)
    .map((animation) => animation.finished.catch(() => null)))"""


VECES = 3


def objeciones(page: Page, contexto: Any = None) -> list[str]:
    """The serious violations: the rule, and the element that breaks it.

    A toast may appear while axe runs, and be half transparent: a real violation is found every time.
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
