"""Write the keys of `NOTIFICATIONS` into docs/configuration.md, from their definition in `notifications.conf`."""

from pathlib import Path

from notifications import conf

PAGE = Path(__file__).resolve().parent.parent / "docs" / "configuration.md"
BEGIN, END = "<!-- written by `make docs` -->\n", "<!-- until here -->\n"


def table() -> str:
    rows = ["| key | type | default | |", "|---|---|---|---|"]
    for name, kind, default, description in conf.described():
        rows.append(f"| `{name}` | `{kind.replace('|', chr(92) + '|')}` | `{default!r}` | {description} |")
    return "\n".join(rows) + "\n"


def renewed(page: str) -> str:
    """Return `page` with the table between its two markers."""
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    return before + BEGIN + table() + END + after


if __name__ == "__main__":
    PAGE.write_text(renewed(PAGE.read_text()))
