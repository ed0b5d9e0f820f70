"""Copy the last results into `docs/performance.*`, to be committed: `python -m bench.keep`."""

import shutil

from bench import picture, report
from bench.__main__ import FOLDER
from bench.results import Results
from deploy.parts import ROOT

KEPT = ROOT / "docs" / "performance.json"
PAGE, PICTURE = KEPT.with_suffix(".md"), KEPT.with_suffix(".svg")
BEGIN, END = "<!-- what `python -m bench.keep` writes -->\n", "<!-- until here -->\n"


def keep() -> None:
    shutil.copy(FOLDER / "results.json", KEPT)
    results = Results.read(KEPT)
    PICTURE.write_text(picture.svg(results))
    before, _begin, rest = PAGE.read_text().partition(BEGIN)
    _old, _end, after = rest.partition(END)
    PAGE.write_text(before + BEGIN + report.text(results) + END + after)


if __name__ == "__main__":
    keep()
