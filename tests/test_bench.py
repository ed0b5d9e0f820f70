"""The bench detects every frame that is lost, duplicated, out of order or never published."""

import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench import picture, report
from bench.crowd import Tally, Unexpected
from bench.frames import Frames, Opcode
from bench.keep import KEPT, PAGE, PICTURE
from bench.measures import Load, delivery, storm
from bench.peers.peer import Peer
from bench.registry import Registry
from bench.results import Results, Run, Spread

HELLO = b"\x81\x05hello"
LONG = b"\x81\x7e\x01\x00" + b"x" * 256
PING = b"\x89\x00"


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Peer]:
    with Registry(tmp_path_factory.mktemp("bench")) as registry:
        peer = registry.make("ours")
        peer.start()
        yield peer
        peer.stop()


def test_every_frame_of_a_small_run_is_counted(ours: Peer) -> None:
    found = delivery(ours, Load(connections=20, events=5, interval=0.01))
    assert {what: value for what, value in found.items() if "lost" in what} == {"lost, paced": 0, "lost, burst": 0}


def test_who_comes_back_with_a_cursor_is_brought_all_that_was_missed(ours: Peer) -> None:
    assert storm(ours, connections=20)["storm lost"] == 0


@pytest.mark.parametrize("step", [1, 2, 3, 200, 1000])
def test_frames_are_found_wherever_the_network_has_cut_them(step: int) -> None:
    stream = HELLO + LONG + PING + HELLO
    frames = Frames()
    found = [
        (opcode, data[begin:end])
        for start in range(0, len(stream), step)
        for opcode, data, begin, end in frames.feed(stream[start : start + step])
    ]
    text = Opcode.TEXT
    assert found == [(text, b"hello"), (text, b"x" * 256), (Opcode.PING, b""), (text, b"hello")]


def test_frames_that_a_server_has_compressed_are_read() -> None:
    deflate = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    frames, found = Frames(), []
    for _ in range(2):  # the second refers to the first
        payload = deflate.compress(b"hello, hello") + deflate.flush(zlib.Z_SYNC_FLUSH)
        payload = payload.removesuffix(b"\x00\x00\xff\xff")
        for _opcode, data, begin, end in frames.feed(bytes((0xC1, len(payload))) + payload):
            found.append(data[begin:end])
    assert found == [b"hello, hello", b"hello, hello"]


def heard(*stamps: int) -> Tally:
    tally = Tally()
    tally.stamps.extend(stamps)
    tally.arrivals.extend(stamp + 1 for stamp in stamps)
    return tally


def test_frames_that_did_not_come_are_counted() -> None:
    assert heard(1, 1, 2).lost([1, 2], listeners=2) == 1
    assert heard(1, 1, 2, 2).lost([1, 2], listeners=2) == 0


@pytest.mark.parametrize("stamps", [(1, 1, 1, 2), (1, 1, 2, 3)], ids=["doubled", "invented"])
def test_frames_that_were_not_due_are_no_result(stamps: tuple[int, ...]) -> None:
    with pytest.raises(Unexpected, match="1 events came too often"):
        heard(*stamps).lost([1, 2], listeners=2)


def test_frames_out_of_order_are_no_result() -> None:
    tally = heard(1, 2)
    tally.disordered = 1
    with pytest.raises(Unexpected, match="1 frames out of order"):
        tally.lost([1, 2], listeners=1)


def test_results_are_read_as_they_were_written(tmp_path: Path) -> None:
    results = Results({"cores": 2})
    results.skipped = {"go": "needs Debian's package golang-go"}
    for round_, value in enumerate((3.0, 1.0, 2.0), start=1):
        results.add(Run("ours", 1000, 256, round_, {"p99": value}))
    results.write(tmp_path / "results.json")
    again = Results.read(tmp_path / "results.json")
    assert (again.machine, again.skipped, list(again)) == (results.machine, results.skipped, list(results))
    assert again.spread("ours", "p99", 1000, 256) == Spread(2.0, 1.0, 3.0)


def test_the_tables_in_the_docs_are_those_of_the_run_that_is_kept() -> None:
    results = Results.read(KEPT)
    assert report.text(results) in PAGE.read_text()
    assert picture.svg(results) == PICTURE.read_text()
