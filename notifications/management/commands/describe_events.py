"""Print the catalogue of events as a page of Markdown. `docs/eventos.md` is this output; a test compares them."""

from inspect import getdoc
from typing import get_type_hints

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from notifications.audiences import Audience, Owner
from notifications.events import Event, catalogue


class Command(BaseCommand):
    help = "Prints the catalogue of events as Markdown."

    def handle(self, *args: object, **options: object) -> None:
        self.stdout.write("# " + _("Catalogue of events"))
        for cls in catalogue.values():
            self.stdout.write("\n" + "\n".join(described(cls)))


def described(cls: type[Event]) -> list[str]:
    # Not inside the f-string below: xgettext finds no texts in f-strings.
    contract = {
        _("Who hears it"): ", ".join(map(audience, cls.recipients())),
        _("Message"): f"`{cls.message}`",
        _("Level"): cls.level,
        _("Data"): ", ".join(fields(cls)) or "—",
    }
    return [f"## `{cls.type}`", "", getdoc(cls) or "", "", *(f"* {name}: {value}" for name, value in contract.items())]


def audience(named: Audience | Owner) -> str:
    return f"`user:<{named.field}>`" if isinstance(named, Owner) else f"`{named}`"


def fields(cls: type[Event]) -> list[str]:
    hints = get_type_hints(cls)
    return [f"`{name}` ({type_name(hints[name])})" for name in cls.__struct_fields__]


def type_name(hint: object) -> str:
    return hint.__name__ if isinstance(hint, type) else str(hint)
