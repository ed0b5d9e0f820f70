"""Draw a bar for each peer on a logarithmic scale, with the least and the greatest value of all rounds."""

import math
from collections.abc import Iterator
from xml.sax.saxutils import escape

from bench.measures import SIZE
from bench.registry import TITLES
from bench.report import CONNECTIONS, UNITS, present
from bench.results import Results, Spread

PANELS = (
    ("cpu per frame", "CPU for each delivered frame"),
    ("p99", "99 % of frames are delivered within"),
    ("memory per connection", "Memory for each idle connection"),
)
WIDTH, LABEL, BAR, ROW, TITLE = 760, 270, 400, 22, 40  # pixels
OURS, OTHERS, INK = "#c2410c", "#94a3b8", "#0f172a"


def svg(results: Results) -> str:
    marks: list[str] = []
    top = 0
    for measure, title in PANELS:
        peers = present(results, measure, CONNECTIONS, SIZE)
        spreads = {peer: spread for peer in peers if (spread := results.spread(peer, measure, CONNECTIONS, SIZE))}
        marks += panel(top, f"{title}, {CONNECTIONS:,} connections", measure, spreads)
        top += TITLE + ROW * len(spreads)
    size = f'width="{WIDTH}" height="{top + 10}" viewBox="0 0 {WIDTH} {top + 10}"'
    style = f'font-family="system-ui, sans-serif" font-size="13" fill="{INK}"'
    background = f'<rect width="{WIDTH}" height="{top + 10}" fill="white"/>'
    return "\n".join([f'<svg xmlns="http://www.w3.org/2000/svg" {size} {style}>', background, *marks, "</svg>\n"])


def panel(top: int, title: str, measure: str, spreads: dict[str, Spread]) -> Iterator[str]:
    unit, factor, decimals = UNITS[measure]
    if not spreads:
        return
    least = min(spread.least for spread in spreads.values()) / 2  # a bar of no length would say nothing
    most = max(spread.most for spread in spreads.values())

    def across(value: float) -> float:
        return BAR * math.log(max(value, least) / least) / math.log(most / least)

    yield f'<text x="10" y="{top + 26}" font-weight="bold">{title} (logarithmic)</text>'
    for row, (peer, spread) in enumerate(sorted(spreads.items(), key=lambda item: item[1].median)):
        y = top + TITLE + ROW * row
        middle = y + ROW / 2 - 2
        colour = OURS if peer.startswith("ours") else OTHERS
        label = escape(TITLES[peer].replace("*", ""))
        yield f'<text x="{LABEL - 8}" y="{y + 14}" text-anchor="end">{label}</text>'
        yield f'<rect x="{LABEL}" y="{y + 2}" width="{across(spread.median):.1f}" height="{ROW - 8}" fill="{colour}"/>'
        ends = f'x1="{LABEL + across(spread.least):.1f}" x2="{LABEL + across(spread.most):.1f}"'
        yield f'<line {ends} y1="{middle}" y2="{middle}" stroke="{INK}"/>'
        value = f"{spread.median * factor:.{decimals}f} {unit}"
        yield f'<text x="{LABEL + across(spread.most) + 6:.1f}" y="{y + 14}">{value}</text>'
