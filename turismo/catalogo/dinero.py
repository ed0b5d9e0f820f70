"""Money: an exact amount and the ISO 4217 code of its currency."""

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

# Currencies without decimals (ISO 4217).
SIN_DECIMALES = frozenset(
    {
        "BIF",
        "CLP",
        "DJF",
        "GNF",
        "ISK",
        "JPY",
        "KMF",
        "KRW",
        "PYG",
        "RWF",
        "UGX",
        "UYI",
        "VND",
        "VUV",
        "XAF",
        "XOF",
        "XPF",
    }
)
# fmt: on

IMPORTE_MAXIMO = Decimal("9999999999.99")  # of a column of 12 digits


def importe_valido(importe: str, moneda: str = "moneda") -> models.Q:
    """A constraint on the two columns: no negative amount, and a currency of three capital letters."""
    return models.Q(**{f"{importe}__gte": 0, f"{moneda}__regex": ISO_4217})


def dinero(importe: Decimal, moneda: str) -> str:
    """`USD 1 250` or `USD 62,50`: the code of the currency, because $ differs between Bogotá and Santiago."""
    decimales = 0 if importe == importe.to_integral_value() else 2
    return f"{moneda}\N{NO-BREAK SPACE}{number_format(importe, decimales, force_grouping=True)}"


def comprobar_decimales(precio: Decimal | None, moneda: str) -> None:
    """For the `clean()` of a model with a price. Raise ValidationError at the field `precio`."""
    if precio is not None and moneda in SIN_DECIMALES and precio % 1:
        raise ValidationError({"precio": gettext("%(moneda)s no tiene decimales.") % {"moneda": moneda}})
