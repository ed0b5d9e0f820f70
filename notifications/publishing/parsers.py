"""Parse JSON strictly: accepted text has one meaning only, and can be stored and sent again unchanged."""

import json
import re
from collections.abc import Mapping
from typing import IO, Any

import msgspec
from django.utils.translation import gettext as _
from rest_framework.exceptions import ParseError
from rest_framework.parsers import BaseParser

from .errors import BodyTooLarge

BODY_SIZE = 2 * 1024 * 1024  # bytes
DEPTH = 64  # levels of nested arrays and objects, far below Python's recursion limit

# \u0000 behind an even number of backslashes. JSON does not allow a raw control character.
ESCAPED_NUL = re.compile(rb"(?<!\\)(?:\\\\)*\\u0000")


class StrictJSONParser(BaseParser):
    """A parser for DRF. DRF's own accepts NaN, halves of surrogate pairs and duplicate keys, and 20,000 nested
    brackets make it answer 500.
    """

    media_type = "application/json"

    def parse(
        self,
        stream: IO[Any],
        media_type: str | None = None,
        parser_context: Mapping[str, object] | None = None,
    ) -> Any:
        body = stream.read(BODY_SIZE + 1)
        if len(body) > BODY_SIZE:
            raise BodyTooLarge
        try:
            return decode(body)
        except ValueError as error:
            raise ParseError(str(error)) from error


def decode(text: bytes) -> object:
    """The value of a JSON text. Raises ValueError with a sentence for its author."""
    try:
        value = msgspec.json.decode(text)
        # Refuse duplicate keys: msgspec keeps the last one, a proxy in front may have validated the first.
        json.loads(text, object_pairs_hook=refuse_duplicate_keys)
        is_deep = text.count(b"[") + text.count(b"{") > DEPTH and depth(value) > DEPTH
    except UnicodeDecodeError as error:
        raise ValueError(_("Expected JSON in UTF-8; byte %(at)d is not.") % {"at": error.start}) from error
    except RecursionError:
        is_deep = True
    except ValueError as error:
        raise ValueError(_("Expected JSON. %(why)s.") % {"why": error}) from error
    if is_deep:
        raise ValueError(_("Arrays and objects may be nested %(limit)d deep, not deeper.") % {"limit": DEPTH})
    if b"\\u0000" in text and ESCAPED_NUL.search(text):
        raise ValueError(_("The character NUL (\\u0000) cannot be stored."))
    return value


def refuse_duplicate_keys(pairs: list[tuple[str, object]]) -> None:
    if len({name for name, _value in pairs}) < len(pairs):
        raise ValueError(_("An object has two members of the same name"))


def depth(value: object) -> int:
    if isinstance(value, dict):
        return 1 + max(map(depth, value.values()), default=0)
    if isinstance(value, list):
        return 1 + max(map(depth, value), default=0)
    return 0
