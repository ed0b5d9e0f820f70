import pytest

from notifications.log.frames import Cursor


def test_a_cursor_is_written_as_the_id_of_an_event() -> None:
    assert str(Cursor("9f3ac2d1", 42)) == "9f3ac2d1-42"


def test_a_written_cursor_is_read_back() -> None:
    assert Cursor.parse("9f3ac2d1-42") == Cursor("9f3ac2d1", 42)


@pytest.mark.parametrize(
    "text", ["", "42", "-42", "9f3ac2d1-", "9f3ac2d1--1", "9f3ac2d1-042", "9f3ac2d1-٤٢", "9f3ac2d1-" + "9" * 19, "\x00"]
)
def test_what_was_never_an_id_of_ours_is_no_cursor(text: str) -> None:
    assert Cursor.parse(text) is None
