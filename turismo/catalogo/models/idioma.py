"""Texts in two languages: Spanish, always present, and English, which may be empty."""

from django.utils.translation import get_language


def reads_english() -> bool:
    """Whether the active language is English; every other one gets the Spanish texts."""
    return (get_language() or "").startswith("en")


class EnDosIdiomas:
    nombre: str

    def en_idioma(self, campo: str) -> str:
        """The column `campo` in the active language; its English translation is in `<campo>_en`."""
        texto: str = (reads_english() and getattr(self, f"{campo}_en")) or getattr(self, campo)
        return texto

    @property
    def titulo(self) -> str:
        return self.en_idioma("nombre")
