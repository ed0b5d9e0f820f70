"""The report: Markdown tables of medians with the least and the greatest value of all rounds, and of comparisons."""

from collections.abc import Iterable, Sequence

from bench.goals import GOALS
from bench.measures import BATCH, SIZE
from bench.registry import REFERENCE, TITLES
from bench.results import Results, Spread

CONNECTIONS = 1000  # in the table that compares all peers

# The unit of each measure, its factor and its number of decimals.
UNITS: dict[str, tuple[str, float, int]] = {
    "cpu per frame": ("µs", 1e6, 1),
    "p50": ("ms", 1e3, 1),
    "p99": ("ms", 1e3, 1),
    "last client": ("ms", 1e3, 1),
    "burst frames per second": ("thousand/s", 1e-3, 1),
    "memory per connection": ("KB", 1e-3, 1),
    "cpu per connection": ("µs", 1e6, 0),
    "connections per second": ("/s", 1, 0),
    "requests per second": ("/s", 1, 0),
    "batched events per second": ("/s", 1, 0),
    "storm lasts": ("s", 1, 2),
    "storm cpu per connection": ("µs", 1e6, 0),
    "save p50": ("ms", 1e3, 1),
    "save p99": ("ms", 1e3, 1),
    "busiest": ("ms", 1e3, 1),
    "redis cpu per event": ("µs", 1e6, 0),
    "crowd busy": ("%", 100, 0),
    "crowd busy, burst": ("%", 100, 0),
}
COUNT = ("", 1, 0)
HEADLINES = (  # printed while the bench runs
    "cpu per frame",
    "p99",
    "burst frames per second",
    "memory per connection",
    "cpu per connection",
    "requests per second",
    "batched events per second",
    "storm lasts",
    "save p99",
)


def shown(measure: str, value: float) -> str:
    unit, factor, decimals = UNITS.get(measure, COUNT)
    return f"{value * factor:,.{decimals}f} {unit}".rstrip()


def headlines(found: dict[str, float]) -> str:
    return ", ".join(shown(measure, found[measure]) for measure in HEADLINES if measure in found)


def spread_shown(measure: str, spread: Spread | None) -> str:
    if spread is None:
        return "–"
    _unit, factor, decimals = UNITS.get(measure, COUNT)
    median, least, most = (f"{value * factor:,.{decimals}f}" for value in spread)
    return median if least == most else f"{median} ({least}–{most})"


def text(results: Results) -> str:
    parts = [head(results), goals(results), delivery(results), growth(results), sizes(results), publishing(results)]
    return "\n\n".join(part for part in parts if part) + "\n"


def head(results: Results) -> str:
    machine = results.machine
    rounds = max((run.round for run in results), default=0)
    lines = [
        f"{machine['cores']} cores of {machine['processor']}, Linux {machine['kernel']}, Python {machine['python']}; "
        f"{rounds} rounds, each figure the median (least–most). Times are this machine's; compare within the run."
    ]
    lines += [f"Left out: {TITLES.get(what, what)} ({why.rstrip('.')})." for what, why in results.skipped.items()]
    return "\n".join(lines)


def goals(results: Results) -> str:
    rows = [row for goal in GOALS if (row := goal.row(results))]
    return table("Goals", ("figure", "measured", "goal", "then", ""), rows)


def delivery(results: Results) -> str:
    """Compare all peers."""
    measures = (
        "cpu per frame",
        "p50",
        "p99",
        "last client",
        "burst frames per second",
        "memory per connection",
        "cpu per connection",
        "crowd busy, burst",
    )
    rows = []
    for peer in present(results, "cpu per frame", CONNECTIONS, SIZE):
        cells = [spread_shown(measure, results.spread(peer, measure, CONNECTIONS, SIZE)) for measure in measures]
        ratio = compared(results, peer, "cpu per frame", CONNECTIONS, SIZE)
        rows.append((TITLES[peer], cells[0], ratio, *cells[1:], lost(results, peer)))
    header = (
        "",
        "CPU a frame, µs",
        f"× {REFERENCE}",
        "p50, ms",
        "p99, ms",
        "last client, ms",
        "burst, thousand frames/s",
    )
    more = ("KB a connection", "CPU a new connection, µs", "crowd busy in the burst, %", "frames lost")
    return table(f"Delivery to {CONNECTIONS:,} connections, {SIZE} bytes", (*header, *more), rows)


def growth(results: Results) -> str:
    points = [(f"{number:,}", number, SIZE) for number in numbers_of_connections(results)]
    return grown(results, "More connections", points)


def numbers_of_connections(results: Results) -> list[int]:
    return sorted({run.connections for run in results if "cpu per frame" in run.found and run.size == SIZE})


def sizes(results: Results) -> str:
    known = sorted({run.size for run in results if "cpu per frame" in run.found})
    return grown(results, "Larger events", [(f"{size:,} bytes", CONNECTIONS, size) for size in known])


def grown(results: Results, title: str, points: Sequence[tuple[str, int, int]]) -> str:
    """Tabulate the peers that were measured at more than one of `points`."""
    if len(points) < 2:
        return ""
    rows = []
    for measure in ("cpu per frame", "p99", "memory per connection"):
        for peer in TITLES:
            spreads = [results.spread(peer, measure, connections, size) for _, connections, size in points]
            if sum(spread is not None for spread in spreads) > 1:
                cells = [spread_shown(measure, spread) for spread in spreads]
                rows.append((f"{measure}, {UNITS[measure][0]}", TITLES[peer], *cells))
    return table(title, ("", "", *(name for name, _, _ in points)), rows)


def publishing(results: Results) -> str:
    """Tabulate all measurements other than delivery to subscribers, a measure of one peer in each row."""
    wanted = (
        ("`POST /notify`, one event each, a second", "requests per second", 0, SIZE),
        (f"events a second in batches of {BATCH}", "batched events per second", 0, SIZE * BATCH),
        *(
            (f"{connections:,} return and resume: {what}", measure, connections, SIZE)
            for connections in sorted({run.connections for run in results if "storm lasts" in run.found})
            for what, measure in (
                ("seconds until all are served", "storm lasts"),
                ("CPU each, µs", "storm cpu per connection"),
            )
        ),
        ("another process saves a row → 100 browsers, p50, ms", "save p50", 100, SIZE),
        ("the same, p99, ms", "save p99", 100, SIZE),
        *(
            (f"CPU an event of the busiest process, {number:,} connections, ms", "busiest", number, SIZE)
            for number in numbers_of_connections(results)
            if results.spread("ours-two", "busiest", number, SIZE)
        ),
        *(
            (
                f"Redis' own CPU an event, idle work included, {number:,} connections, µs",
                "redis cpu per event",
                number,
                SIZE,
            )
            for number in numbers_of_connections(results)
        ),
    )
    rows = [
        (what, TITLES[peer], spread_shown(measure, results.spread(peer, measure, connections, size)))
        for what, measure, connections, size in wanted
        for peer in present(results, measure, connections, size)
        if measure != "busiest" or peer in ("ours-redis", "ours-two")  # the other peers have one process only
    ]
    return table("Publishing, returning, saving", ("", "", "median (least–most)"), rows)


def present(results: Results, measure: str, connections: int, size: int) -> list[str]:
    return [peer for peer in TITLES if results.spread(peer, measure, connections, size)]


def compared(results: Results, peer: str, measure: str, connections: int, size: int) -> str:
    ours = results.spread(peer, measure, connections, size)
    theirs = results.spread(REFERENCE, measure, connections, size)
    return f"{ours.median / theirs.median:.2f}" if ours and theirs else "–"


def lost(results: Results, peer: str) -> str:
    """Count the lost frames in all runs of a peer."""
    runs = [run.found for run in results if run.peer == peer]
    return f"{sum(value for found in runs for measure, value in found.items() if 'lost' in measure):,.0f}"


def table(title: str, header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [f"| {' | '.join(row)} |" for row in rows]
    if not lines:
        return ""
    rule = "|" + "---|" * len(header)
    return "\n".join([f"### {title}", "", f"| {' | '.join(header)} |", rule, *lines])
