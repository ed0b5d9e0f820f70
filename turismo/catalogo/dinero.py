"""Money: an exact amount and the ISO 4217 code of its currency, always side by side."""

from decimal import Decimal

from django.core.validators import MinValueValidator, RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

NO_NEGATIVO = MinValueValidator(Decimal(0))
ISO_4217 = r"^[A-Z]{3}\Z"
MONEDA = RegexValidator(ISO_4217, _("El código ISO 4217 de la moneda, en mayúsculas: PEN, USD, EUR…"))


def importe_valido(importe: str, moneda: str = "moneda") -> models.Q:
    """What the database demands of the two columns, whoever writes them."""
    return models.Q(**{f"{importe}__gte": 0, f"{moneda}__regex": ISO_4217})
