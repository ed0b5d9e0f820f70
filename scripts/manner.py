"""Hold the rule of plain English: few pronouns such as "who" in docstrings, comments and documents.

`python scripts/manner.py` counts them in the tracked files, prints a table by package and exits with 1 if a kind of
text is over the limit. `--list PATH…` prints each pronoun in these files or folders with its file and line.
"""

import argparse
import ast
import io
import re
import subprocess
import sys
import tokenize
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
LIMIT = 3.0  # in 1,000 words, for each kind of text
PRONOUN = re.compile(r"\b(who|whom|whoever|what|whatever|nobody|somebody|anybody|everybody)\b", re.IGNORECASE)
WORD = re.compile(r"[^\W\d_]+")

DOCUMENTED = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)

Lines = Iterator[tuple[int, str]]  # the number of each line of prose, from 1, and its text


class Hit(NamedTuple):
    line: int
    pronoun: str
    text: str


class Count(NamedTuple):
    words: int = 0
    pronouns: int = 0

    def plus(self, other: "Count") -> "Count":
        return Count(self.words + other.words, self.pronouns + other.pronouns)

    @property
    def rate(self) -> float:
        return 1000 * self.pronouns / self.words if self.words else 0.0


# --- the prose in each kind of file ------------------------------------------------------------------


def python_prose(source: str) -> Lines:
    """Yield the lines of docstrings and comments."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, DOCUMENTED) and (docstring := ast.get_docstring(node, clean=False)):
            yield from enumerate(_without_code(docstring).split("\n"), node.body[0].lineno)
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            yield token.start[0], _without_code(token.string)


def markdown_prose(source: str) -> Lines:
    """Yield all lines, without fenced code blocks, inline code and the targets of links."""
    fence = ""
    for number, line in enumerate(re.sub(r"\]\([^)\n]*\)", "]", _without_code(source)).split("\n"), 1):
        marker = re.match(r" *(```+|~~~+)", line)
        if marker and not fence:
            fence = marker[1]
        elif marker and marker[1].startswith(fence):
            fence = ""
        elif not fence:
            yield number, line


def javascript_prose(source: str) -> Lines:
    """Yield the lines of comments."""
    for start, comment in javascript_comments(source):
        yield from enumerate(_without_code(comment).split("\n"), source.count("\n", 0, start) + 1)


def _without_code(text: str) -> str:
    """Remove `inline code`; keep the line breaks and the fences of code blocks."""
    return re.sub(r"(?<!`)`[^`\n]+`(?!`)", "", text)


# --- the comments of JavaScript ----------------------------------------------------------------------

SCRIPT = re.compile(
    r"""(?P<comment>//[^\n]*|/\*.*?\*/)
      | (?P<string>"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')
      | (?P<regexp>/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n\[])+/)
      | (?P<word>[\w$]+)
      | (?P<space>\s+)
      | (?P<mark>.)""",
    re.VERBOSE | re.DOTALL,
)
TEMPLATE = re.compile(r"(?:\\.|\$(?!\{)|[^\\`$])*(?P<end>`|\$\{|$)", re.DOTALL)
# After one of these a slash begins a regular expression; elsewhere it divides.
BEFORE_REGEXP = re.compile(r"[(,=:\[!&|?{};+*%~^<>-]|return|typeof|case|in|of|do|else|void|await|yield")


def javascript_comments(source: str) -> Iterator[tuple[int, str]]:
    """Yield the offset and text of each comment. A `//` in a string, template or regular expression begins none."""
    at, last = 0, ";"
    braces: list[int] = []  # one entry for each enclosing template: how many braces are open in its `${…}`
    while at < len(source):
        match = SCRIPT.match(source, at)
        assert match  # noqa: S101 - `mark` takes any character
        kind, text, start = match.lastgroup, match[0], at
        if kind == "regexp" and not BEFORE_REGEXP.fullmatch(last):  # a division
            kind, text = "mark", "/"
        at += len(text)
        if kind == "comment":
            yield start, text
        elif kind != "space":
            last = text
        if text == "{" and braces:
            braces[-1] += 1
        elif text == "}" and braces and braces[-1]:
            braces[-1] -= 1
        elif text == "`" or (text == "}" and braces):
            if text == "}":
                braces.pop()
            at = _after_template(source, at, braces)


def _after_template(source: str, at: int, braces: list[int]) -> int:
    """Return the end of the template's text from `at`, and add an entry to `braces` if it ends in `${`."""
    match = TEMPLATE.match(source, at)
    assert match  # noqa: S101 - it matches the empty text, too
    if match["end"] == "${":
        braces.append(0)
    return match.end()


# --- counting ----------------------------------------------------------------------------------------

KINDS: dict[str, tuple[str, Callable[[str], Lines]]] = {
    ".py": ("Python", python_prose),
    ".js": ("JavaScript", javascript_prose),
    ".md": ("docs", markdown_prose),
}


def hits(lines: Iterable[tuple[int, str]]) -> Iterator[Hit]:
    for number, text in lines:
        for match in PRONOUN.finditer(text):
            yield Hit(number, match[0], text.strip())


def count(lines: Iterable[tuple[int, str]]) -> Count:
    texts = [text for _, text in lines]
    return Count(sum(len(WORD.findall(text)) for text in texts), sum(len(PRONOUN.findall(text)) for text in texts))


def tracked(paths: Iterable[str] = ()) -> list[PurePosixPath]:
    command = ["git", "ls-files", "-z", "--", *paths]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)  # noqa: S603
    files = (PurePosixPath(name) for name in listed.stdout.split("\0") if name)
    return [path for path in files if path.suffix in KINDS and (ROOT / path).is_file()]


def package(path: PurePosixPath) -> str:
    """Return the two outermost folders: `notifications/log`, `turismo/reservas`, `docs/decisions`."""
    return "/".join(path.parts[:-1][:2]) or "."


def table(counts: dict[tuple[str, str], Count]) -> Iterator[str]:
    yield f"{'package':<32}{'kind':<12}{'words':>8}{'pronouns':>10}{'in 1,000':>10}"
    for (where, kind), found in sorted(counts.items()):
        yield f"{where:<32}{kind:<12}{found.words:>8,}{found.pronouns:>10}{found.rate:>10.1f}"


def counted(paths: Iterable[PurePosixPath]) -> tuple[dict[tuple[str, str], Count], dict[str, Count]]:
    """Return the counts by package and kind, and the totals by kind."""
    counts: dict[tuple[str, str], Count] = {}
    totals = {kind: Count() for kind, _ in KINDS.values()}
    for path in paths:
        kind, prose = KINDS[path.suffix]
        found = count(prose((ROOT / path).read_text()))
        key = package(path), kind
        counts[key] = counts.get(key, Count()).plus(found)
        totals[kind] = totals[kind].plus(found)
    return counts, totals


def print_hits(paths: Iterable[str]) -> None:
    for path in tracked(paths):
        for hit in hits(KINDS[path.suffix][1]((ROOT / path).read_text())):
            print(f"{path}:{hit.line}: {hit.pronoun}: {hit.text}")


def check() -> int:
    """Print the table, and a sentence for each kind over the limit; return the exit code."""
    counts, totals = counted(tracked())
    print("\n".join(table(counts | {("in all", kind): found for kind, found in totals.items()})))
    over = {kind: found for kind, found in totals.items() if found.rate > LIMIT}
    for kind, found in over.items():
        print(
            f"{kind} has {found.rate:.1f} of the pronouns in 1,000 words; at most {LIMIT:g} are allowed. "
            "`python scripts/manner.py --list PATH` shows them; CONTRIBUTING.md has the rule.",
            file=sys.stderr,
        )
    return 1 if over else 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--list", nargs="+", metavar="PATH", help="print the pronouns in these files or folders")
    if paths := parser.parse_args().list:
        print_hits(paths)
        return 0
    return check()


if __name__ == "__main__":
    sys.exit(main())
