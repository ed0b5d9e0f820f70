"""Read JSON strictly: what comes in means one thing only, and can be stored, sent and shown again as it is."""

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
DEPTH = 64  # of arrays and objects in each other: far below where Python's own recursion ends

# \u0000 behind an even number of backslashes; raw control characters are no JSON anyway.
ESCAPED_NUL = re.compile(rb"(?<!\\)(?:\\\\)*\\u0000")


class StrictJSONParser(BaseParser):
    """DRF's own accepts NaN, halves of characters and repeated names, and fails on 20,000 nested brackets."""

    media_type = "application/json"

    def parse(
        self,
        stream: IO[Any],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> Any:
        body = stream.read(BODY_SIZE + 1)
        if len(body) > BODY_SIZE:
            raise BodyTooLarge
        try:
            return decode(body)
        except ValueError as error:
            raise ParseError(str(error)) from error


def decode(text: bytes) -> Any:
    """Raises ValueError, with a sentence for whoever wrote the text."""
    try:
        value = msgspec.json.decode(text)
        # msgspec keeps the last of two equal names; somebody before us may have looked at the first.
        json.loads(text, object_pairs_hook=refuse_repeated_names)
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


def refuse_repeated_names(pairs: list[tuple[str, Any]]) -> None:
    names = {name for name, _value in pairs}
    if len(names) < len(pairs):
        raise ValueError(_("An object has two members of the same name"))


def depth(value: Any) -> int:
    if isinstance(value, dict):
        return 1 + max(map(depth, value.values()), default=0)
    if isinstance(value, list):
        return 1 + max(map(depth, value), default=0)
    return 0
