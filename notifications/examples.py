"""Example events with plausible values, made from their declarations alone: no database, no fixtures."""

import datetime
import uuid
from decimal import Decimal
from typing import cast

import msgspec
from msgspec import inspect

from .audiences import Owner
from .events import Event

NO_USER: dict[type[inspect.Type], object] = {inspect.IntType: 0, inspect.StrType: "0"}  # keys that no user has


def example(cls: type[Event], number: int = 1) -> Event:
    """The `number`-th example of an event. Its owner is a key that no user has, so that it reaches no real inbox."""
    fields = cast(inspect.StructType, inspect.type_info(cls)).fields
    owners = owner_fields(cls)
    values = {
        field.name: no_user(field.type) if field.name in owners else value(field.type, field.name, number)
        for field in fields
    }
    return msgspec.convert(values, cls)


def owner_fields(cls: type[Event]) -> set[str]:
    return {one.field for one in cls.recipients() if isinstance(one, Owner)}


def no_user(kind: inspect.Type) -> object:
    return NO_USER[type(without_none(kind))]


def without_none(kind: inspect.Type) -> inspect.Type:
    """`int` for `int | None`; the first type of a longer union."""
    if isinstance(kind, inspect.UnionType):
        return next(one for one in kind.types if not isinstance(one, inspect.NoneType))
    return kind


def value(kind: inspect.Type, name: str, number: int) -> object:
    match without_none(kind):
        case inspect.StrType():
            return f"{name.replace('_', ' ')} {number}"
        case inspect.BoolType():
            return number % 2 == 1
        case inspect.IntType():
            return number
        case inspect.FloatType():
            return float(number)
        case inspect.DecimalType():
            return Decimal(number)
        case inspect.UUIDType():
            return uuid.UUID(int=number)
        case inspect.DateType():
            return datetime.date.today() + datetime.timedelta(days=number)
        case inspect.DateTimeType():
            return datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=number)
        case inspect.EnumType(cls=choices):
            return next(iter(choices))
        case inspect.LiteralType(values=choices):
            return choices[0]
        case inspect.ListType(item_type=item) | inspect.VarTupleType(item_type=item) | inspect.SetType(item_type=item):
            return [value(item, name, number)]
        case inspect.DictType() | inspect.AnyType():
            return {}
        case other:
            raise TypeError(f"No example is known for {name}: {other}.")
