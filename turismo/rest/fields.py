"""Fields that several serializers and filters share: quantities, days and times."""

from datetime import UTC, date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from rest_framework import serializers

# Away from both ends of the calendar, where converting a time to another zone overflows.
YEARS = range(2000, 2200)
MAX_QUANTITY = 1000  # people or seats in one request


def validate_year(day: date | datetime) -> None:
    if day.year not in YEARS:
        raise ValidationError(
            _("Escriba un año de %(primero)d a %(ultimo)d.") % {"primero": YEARS[0], "ultimo": YEARS[-1]}
        )


class QuantityField(serializers.IntegerField):
    """A number of people, seats or things: 1 to MAX_QUANTITY."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=1, max_value=MAX_QUANTITY, **kwargs)


class UTCDateTimeField(serializers.DateTimeField):
    """Written in UTC, with a Z."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("validators", [validate_year])
        super().__init__(default_timezone=UTC, **kwargs)


class LocalDateTimeField(serializers.DateTimeField):
    """Written with the offset that the value carries; DRF would convert it to the current time zone."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(read_only=True, **kwargs)

    def enforce_timezone(self, value: datetime) -> datetime:
        return value


class DayField(serializers.DateField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(validators=[validate_year], **kwargs)
