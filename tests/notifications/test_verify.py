"""The verdicts of `verify_notifications`: each kind of fault is found, and nothing else."""

import pytest

from notifications.audiences import Audience
from notifications.verify.canaries import Canary, Road, Row, Sighting, Verdict

SENT = {Canary("run", road, number): float(number) for number in (1, 2, 3) for road in (Road.SINGLE, Road.PROCESS)}
ONE, TWO, THREE = (Canary("run", Road.SINGLE, number) for number in (1, 2, 3))
NEVER = Canary("run", Road.ROLLED_BACK, 1)


def verdict(*heard: Canary) -> Verdict:
    """The verdict of a client on one road. Each canary takes half a second."""
    sent = {canary: at for canary, at in SENT.items() if canary.road is Road.SINGLE}
    return Verdict.on(sent, [Sighting(canary, SENT.get(canary, 0.0) + 0.5) for canary in heard])


def faults(verdict: Verdict) -> dict[str, list[Canary]]:
    everything = verdict._asdict()
    return {name: everything[name] for name in ("lost", "doubled", "disordered", "invented") if everything[name]}


@pytest.mark.parametrize(
    ("heard", "found"),
    [
        ([ONE, TWO, THREE], {}),
        ([ONE, THREE], {"lost": [TWO]}),
        ([], {"lost": [ONE, TWO, THREE]}),
        ([ONE, TWO, TWO, THREE, TWO], {"doubled": [TWO, TWO]}),
        ([TWO, ONE, THREE], {"disordered": [ONE]}),
        ([THREE, ONE, TWO], {"disordered": [ONE, TWO]}),
        ([ONE, NEVER, TWO, THREE], {"invented": [NEVER]}),
    ],
)
def test_each_fault_is_found(heard: list[Canary], found: dict[str, list[Canary]]) -> None:
    assert faults(verdict(*heard)) == found


def test_the_order_is_that_of_all_roads_together() -> None:
    heard = [Sighting(canary, 9.0) for canary in sorted(SENT, key=lambda canary: canary.road)]
    judged = Verdict.on(SENT, heard)
    assert judged.lost == []
    assert {canary.road for canary in judged.disordered} == {Road.PROCESS}


def test_a_row_adds_up_its_clients() -> None:
    row = Row.of("POST /notify", 3, 6, [verdict(ONE, TWO, THREE), verdict(TWO, NEVER)])
    assert row.faults == 3
    assert row == ("POST /notify", 3, 6, 4, 2, 0, 0, 1, 0.5, 0.5)


def test_a_road_on_which_nothing_arrived_has_no_delays() -> None:
    assert Row.of("rolled back", 3, 0, [Verdict.on({}, [])]) == ("rolled back", 3, 0, 0, 0, 0, 0, 0, None, None)


def test_a_canary_is_recognised_by_its_run() -> None:
    published = ONE.publication(Audience.user(7))
    frame = {"id": "9f3ac2d1-1", "type": published["type"], "data": published["data"]}
    assert Canary.of(frame, "run") == ONE
    assert Canary.of(frame, "another run") is None
    assert Canary.of(frame | {"type": "tour_creado"}, "run") is None


def test_a_canary_disturbs_nobody() -> None:
    published = ONE.publication(Audience.user(7))
    assert (published["audience"], published["level"]) == ("user:7", "silent")
