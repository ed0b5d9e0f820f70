"""A place in the log, as one word: the id of an event, and the cursor a client resumes from."""

import re
from typing import NamedTuple, Self

CURSOR = re.compile(r"([0-9a-f]{1,8})-(0|[1-9][0-9]{0,17})", re.ASCII)


class Cursor(NamedTuple):
    """`str(Cursor("9f3ac2d1", 42))` is "9f3ac2d1-42"."""

    epoch: str
    seq: int

    def __str__(self) -> str:
        return f"{self.epoch}-{self.seq}"

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """None for anything that was never an id of ours."""
        match = CURSOR.fullmatch(text)
        return cls(match[1], int(match[2])) if match else None
