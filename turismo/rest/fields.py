"""Fields that several of our serializers and filters have: hours, and numbers of people."""

from datetime import UTC, date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from rest_framework import serializers

ANOS = range(2000, 2200)  # far from the ends of the calendar, where an hour has no counterpart on another clock
A_LO_SUMO = 1000  # people or seats, in one request


def de_estos_anos(dia: date | datetime) -> None:
    if dia.year not in ANOS:
        raise ValidationError(
            _("Escriba un año de %(primero)d a %(ultimo)d.") % {"primero": ANOS[0], "ultimo": ANOS[-1]}
        )


class Cantidad(serializers.IntegerField):
    """Of people, of seats, of things for them."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=1, max_value=A_LO_SUMO, **kwargs)


class Hora(serializers.DateTimeField):
    """In UTC, with its Z."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(default_timezone=UTC, **{"validators": [de_estos_anos], **kwargs})


class HoraLocal(serializers.DateTimeField):
    """On the clock that it comes with: its offset is part of what it says."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(read_only=True, **kwargs)

    def enforce_timezone(self, value: datetime) -> datetime:
        return value


class Dia(serializers.DateField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(validators=[de_estos_anos], **kwargs)
