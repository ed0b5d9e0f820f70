"""Run the bench: measure the peers in turn, round after round, so that a noisy minute affects all of them."""

import argparse
import gc
import os
import signal
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench import measures, picture, report
from bench.crowd import Unexpected
from bench.machine import CROWD, allow_many_sockets, description
from bench.measures import Found
from bench.peers.ours import Ours
from bench.plan import FULL, QUICK, ROUNDS, Step
from bench.registry import TITLES, Registry, missing
from bench.results import Results, Run
from deploy.parts import ROOT, DidNotStart

FOLDER = ROOT / "var" / "bench"
SPARE = 500  # files that a process has open besides its sockets


def run(steps: Sequence[Step], rounds: int, results: Results) -> None:
    """Run the steps, add the figures to `results`, and write all results so far to disk after every measurement."""
    begin = time.monotonic()
    limit = allow_many_sockets() - SPARE
    turns = list(in_turn(steps, rounds, limit, results.skipped))
    os.sched_setaffinity(0, {CROWD})
    gc.disable()  # a pause of the load generator would look like a pause of the server
    with tempfile.TemporaryDirectory(prefix="turismo-bench-") as name, Registry(folder := Path(name)) as registry:
        folder.chmod(0o711)  # PostgreSQL may run as another user, which must be able to enter
        for number, (round_, step, peer) in enumerate(turns, start=1):
            at = f"{time.monotonic() - begin:5.0f} s  {number:3}/{len(turns)}"
            connections, size = step.point
            print(f"{at}  {step.kind:<10} {peer:<20} {connections:6,} × {size:,} bytes: ", end="", flush=True)
            try:
                found = measure(registry, step, peer)
            except (Unexpected, DidNotStart, OSError) as fault:
                results.skipped[f"round {round_} of {step.kind}, {peer}, {connections:,} × {size:,}"] = str(fault)
                print("failed")
            else:
                results.add(Run(peer, connections, size, round_, found))
                print(report.headlines(found))
            results.write(FOLDER / "results.json")
            gc.collect()


def in_turn(steps: Sequence[Step], rounds: int, limit: int, skipped: dict[str, str]) -> Iterator[tuple[int, Step, str]]:
    for step in steps:
        for round_ in range(1, rounds + 1):
            for peer in step.peers:
                if why := missing(peer):
                    skipped[peer] = why
                elif step.load.connections > limit:
                    skipped[f"{step.load.connections} connections"] = f"only {limit} files may be open (ulimit -Hn)"
                else:
                    yield round_, step, peer


def measure(registry: Registry, step: Step, name: str) -> Found:
    peer = registry.make(name)
    try:
        peer.start()
        match step.kind:
            case "delivery":
                redis = registry.redis.pid if name.endswith("-redis") else None
                return measures.delivery(peer, step.load, redis)
            case "publishing":
                return measures.publishing(peer)
            case "batches":
                return measures.batches(peer)
            case "storm":
                return measures.storm(peer, step.load.connections)
            case "saving":
                assert isinstance(peer, Ours)
                return measures.saving(peer, step.load.connections)
    finally:
        peer.stop()


def main() -> None:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--full", action="store_true", help="also other numbers of connections, other sizes, all peers")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help=f"how often each ({ROUNDS})")
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # as Ctrl-C: stop all started processes
    FOLDER.mkdir(parents=True, exist_ok=True)
    results = Results(description())
    run(FULL if options.full else QUICK, options.rounds, results)
    for what, why in results.skipped.items():
        print(f"Left out: {TITLES.get(what, what)}: {why}", file=sys.stderr)
    (FOLDER / "results.md").write_text(text := report.text(results))
    (FOLDER / "results.svg").write_text(picture.svg(results))
    print(text, f"Kept in {FOLDER.relative_to(ROOT)}/results.json, .md and .svg.", sep="\n")


if __name__ == "__main__":
    main()
