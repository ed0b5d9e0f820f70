"""Many transactions at once, some of them rolled back: the log holds the committed events, numbered in order."""

import asyncio
import json
from typing import Any

from tests.faults.conftest import Deployment
from tests.faults.ledger import Ledger
from tests.faults.listener import Listener, listening
from tests.faults.writers import TRANSACTIONS

WRITERS = 20


async def test_of_20_writers_what_is_committed_is_heard_in_order_and_nothing_else(
    deployment: Deployment, seed: int
) -> None:
    listeners = [Listener(server) for server in deployment for _ in range(2)]
    code = f"from tests.faults.writers import write_in_parallel; write_in_parallel({WRITERS}, {seed})"
    async with listening(*listeners):
        printed = await asyncio.to_thread(deployment[0].shell, code)
        ledger = await asyncio.to_thread(Ledger.of, deployment[0])
        await ledger.has_reached(*listeners)
    reports = [json.loads(line) for line in printed.splitlines()]

    assert len([report for report in reports if "writer" in report]) == WRITERS * TRANSACTIONS
    for writer in range(WRITERS):
        assert said_by(writer, ledger) == committed_by(writer, reports)
    assert len(ledger) == sum(len(committed_by(writer, reports)) for writer in range(WRITERS))
    assert ledger.numbers == list(range(1, len(ledger) + 1))
    assert [listener.messages for listener in listeners] == [ledger.messages] * len(listeners)

    looks = [(report["amount"], report["newest"]) for report in reports if "newest" in report]
    assert [amount for amount, _ in looks] == [newest for _, newest in looks]
    assert looks == sorted(looks)
    assert len(set(looks)) > WRITERS  # it read while they wrote


def said_by(writer: int, ledger: Ledger) -> list[str]:
    return [message for message in ledger.messages if message.startswith(f"{writer}.")]


def committed_by(writer: int, reports: list[dict[str, Any]]) -> list[str]:
    return [message for report in reports if report.get("writer") == writer for message in report["committed"]]
