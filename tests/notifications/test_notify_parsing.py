"""JSON is parsed strictly in the whole API."""

import json

import pytest

from notifications.publishing.parsers import DEPTH, decode


def fault(text: bytes) -> str:
    with pytest.raises(ValueError, match=r".+") as caught:
        decode(text)
    return str(caught.value)


@pytest.mark.parametrize(
    "value",
    [None, True, 0, -1.5, "ñandú 🦙", [], {}, {"a": [1, {"b": None}]}, 2**63, 10**30, "\\u0000 is only written here"],
)
def test_what_json_can_say_is_read_as_it_is(value: object) -> None:
    assert decode(json.dumps(value).encode()) == value


@pytest.mark.parametrize(
    "text",
    [b"", b"{", b"{'a': 1}", b"[1,]", b"{} {}", b"NaN", b"-Infinity", b"1e999", b"01", b'"\x00"', b'"\n"', b"\x00"],
)
def test_what_is_not_json_gets_a_sentence(text: bytes) -> None:
    assert fault(text).startswith("Expected JSON. ")


def test_a_byte_order_mark_is_not_json() -> None:
    assert fault(b"\xef\xbb\xbf{}") == "Expected JSON. JSON is malformed: invalid character (byte 0)."


@pytest.mark.parametrize("text", [b'"\xff"', b'"\xed\xa0\x80"', b'"\xc0\x80"'])
def test_bytes_that_are_not_utf_8_are_pointed_at(text: bytes) -> None:
    assert fault(text).startswith("Expected JSON in UTF-8; byte ")


@pytest.mark.parametrize("text", [rb'"\ud800"', rb'"\ud800 and more"', rb'"\udc00 and more"', rb'"\ude00\ud83d"'])
def test_half_a_character_is_refused(text: bytes) -> None:
    assert fault(text).startswith("Expected JSON. ")


def test_both_halves_of_a_character_are_one() -> None:
    assert decode(rb'"\ud83e\udd99"') == "🦙"


@pytest.mark.parametrize("text", [rb'"\u0000"', rb'{"a": ["b\u0000"]}', rb'{"\u0000": 1}', rb'"\\\u0000"'])
def test_nul_is_refused_wherever_it_stands(text: bytes) -> None:
    assert fault(text) == r"The character NUL (\u0000) cannot be stored."


@pytest.mark.parametrize("text", [b'{"a": 1, "a": 2}', b'[{"b": {"a": 1, "\\u0061": 1}}]'])
def test_a_name_that_stands_twice_is_refused(text: bytes) -> None:
    assert fault(text) == "Expected JSON. An object has two members of the same name."


@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ('{"a":', "}")])
@pytest.mark.parametrize("levels", [DEPTH + 1, 900, 20_000, 1_000_000])
def test_deep_nesting_is_refused(opening: str, closing: str, levels: int) -> None:
    text = opening * levels + "1" + closing * levels
    assert fault(text.encode()) == "Arrays and objects may be nested 64 deep, not deeper."


def test_nesting_as_deep_as_allowed_is_read() -> None:
    text = b"[" * DEPTH + b"]" * DEPTH
    assert json.dumps(decode(text)).encode() == text


def test_many_objects_side_by_side_are_not_deep() -> None:
    assert decode(b"[" + b",".join([b"{}"] * 1000) + b"]") == [{}] * 1000
