"""A text in two languages: in Spanish, which is always there, and in English where somebody has translated it."""

from django.utils.translation import get_language


class EnDosIdiomas:
    nombre: str

    def en_idioma(self, campo: str) -> str:
        """The text of a column in the language of whoever is reading; its translation stands in `<campo>_en`."""
        en_ingles = (get_language() or "").startswith("en")
        texto: str = (en_ingles and getattr(self, f"{campo}_en")) or getattr(self, campo)
        return texto

    @property
    def titulo(self) -> str:
        return self.en_idioma("nombre")
