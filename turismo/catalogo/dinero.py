"""Money: an exact amount and the ISO 4217 code of its currency, always side by side."""

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator, RegexValidator
from django.db import models
from django.utils.formats import number_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

NO_NEGATIVO = MinValueValidator(Decimal(0))
ISO_4217 = r"^[A-Z]{3}\Z"
MONEDA = RegexValidator(ISO_4217, _("El código ISO 4217 de la moneda, en mayúsculas: PEN, USD, EUR…"))

# Those that have no cents, of ISO 4217's list.
# fmt: off
SIN_DECIMALES = frozenset({
    "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG",
    "RWF", "UGX", "UYI", "VND", "VUV", "XAF", "XOF", "XPF",
})
# fmt: on

IMPORTE_MAXIMO = Decimal("9999999999.99")  # what a column of 12 digits holds


def importe_valido(importe: str, moneda: str = "moneda") -> models.Q:
    """What the database demands of the two columns, whoever writes them."""
    return models.Q(**{f"{importe}__gte": 0, f"{moneda}__regex": ISO_4217})


def dinero(importe: Decimal, moneda: str) -> str:
    """`USD 1 250` or `USD 62,50`: the code of the currency, because $ is not the same in Bogotá and in Santiago."""
    decimales = 0 if importe == importe.to_integral_value() else 2
    return f"{moneda}\N{NO-BREAK SPACE}{number_format(importe, decimales, force_grouping=True)}"


def comprobar_decimales(precio: Decimal | None, moneda: str) -> None:
    """For the `clean()` of what has a price; raises ValidationError at that field."""
    if precio is not None and moneda in SIN_DECIMALES and precio % 1:
        raise ValidationError({"precio": gettext("%(moneda)s no tiene decimales.") % {"moneda": moneda}})
