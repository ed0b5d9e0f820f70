"""A backup is restored under a running process: clients would take its next numbers for old ones, so all start anew."""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Literal

import pytest

from notifications.live.close_codes import Close
from tests.faults.ledger import Ledger
from tests.faults.listener import Listener, listening
from tests.servers import Server
from tests.waiting import auntil

SAY = """
from notifications.outbox import record
from notifications.publishing.compose import compose
for number in range(5):
    record(compose("prueba", f"{name} {number}", {}, audience="everyone"))
"""


def say(server: Server, name: str) -> list[str]:
    server.shell(f"name = {name!r}\n{SAY}")
    return [f"{name} {number}" for number in range(5)]


def copy(source: Path, target: Path) -> None:
    """Copy as `sqlite3 .backup` and `.restore` do, while the platform runs."""
    with closing(sqlite3.connect(source)) as original, closing(sqlite3.connect(target)) as other:
        original.backup(other)


@pytest.mark.parametrize("kind", ["daphne", "uvicorn"])
async def test_when_a_backup_is_restored_everyone_is_told_to_load_again(kind: Literal["daphne", "uvicorn"]) -> None:
    with Server(kind=kind) as server:
        database, backup = server.folder / "db.sqlite3", server.folder / "backup.sqlite3"
        listener = Listener(server)
        async with listening(listener):
            kept = await asyncio.to_thread(say, server, "kept")
            await auntil(lambda: listener.messages == kept, "what was said before the backup")
            await asyncio.to_thread(copy, database, backup)
            lost = await asyncio.to_thread(say, server, "lost")
            await auntil(lambda: listener.messages == kept + lost, "what was said after the backup")
            await asyncio.to_thread(copy, backup, database)
            await auntil(lambda: len(listener.syncs) == 2, "the listener to be back")
            new = await asyncio.to_thread(say, server, "new")
            ledger = await asyncio.to_thread(Ledger.of, server)
            await auntil(lambda: len(listener.messages) >= 15, "what is said since")
            await listener.hear_out()

    assert listener.closes == [Close.RESTART]
    assert [sync["recovered"] for sync in listener.syncs] == [True, False]
    assert listener.messages == kept + lost + new
    assert ledger.messages == kept + new
