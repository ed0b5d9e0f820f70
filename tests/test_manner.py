"""The counter of the manner reads docstrings, comments and documents, and no code."""

from scripts.manner import Count, count, hits, javascript_prose, markdown_prose, python_prose

PYTHON = '''"""Who calls this?

Nobody.
"""
# What follows is code, and `who` is quoted.
who = "who # whom"  # everybody


class Whoever:
    """Somebody."""

    async def what(self) -> None:
        f"""whatever"""
'''

JAVASCRIPT = r"""/**
 * Who calls this?
 */
const url = "https://who.example//what", quote = '// nobody';  // Somebody.
const path = `//who/${{ a: `// what ${"}"}` }[url] /* whom */}//whoever`;
const pattern = /["'`]//* everybody */ 2;
const half = path.length / 2; // anybody
const slashes = url.replace(/[/"]+/g, "/who");  // whatever
"""

MARKDOWN = """# Who

Nobody, `who` and `whom`.

```sh
what
```

* Everybody in [a page](what-is-said.md).
"""


def found(lines: object) -> list[tuple[int, str]]:
    return sorted((hit.line, hit.pronoun) for hit in hits(lines))  # type: ignore[arg-type]


def test_docstrings_and_comments_of_python_are_counted_and_code_is_not() -> None:
    assert found(python_prose(PYTHON)) == [(1, "Who"), (3, "Nobody"), (5, "What"), (6, "everybody"), (10, "Somebody")]


def test_comments_of_javascript_are_counted_and_strings_templates_and_addresses_are_not() -> None:
    assert found(javascript_prose(JAVASCRIPT)) == [
        (2, "Who"),
        (4, "Somebody"),
        (5, "whom"),
        (6, "everybody"),
        (7, "anybody"),
        (8, "whatever"),
    ]


def test_the_text_of_documents_is_counted_and_their_code_is_not() -> None:
    assert found(markdown_prose(MARKDOWN)) == [(1, "Who"), (3, "Nobody"), (9, "Everybody")]


def test_a_rate_is_in_a_thousand_words() -> None:
    assert count([(1, "Whose words, who says?"), (2, "añadir 12 §")]) == Count(words=5, pronouns=1)
    assert Count(words=2000, pronouns=6).rate == 3.0
