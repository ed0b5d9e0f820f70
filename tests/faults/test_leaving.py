"""A process gets SIGTERM: its clients are asked to reconnect, miss no event, and it ends in time."""

import asyncio
from typing import Literal

import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

from notifications.live.close_codes import Close
from tests.faults.conftest import Deployment
from tests.faults.ledger import Ledger
from tests.faults.listener import Listener, listening
from tests.faults.traffic import publishing
from tests.faults.watched import Watched
from tests.waiting import auntil

LISTENERS = 40
IN_TIME = 15.0  # seconds
OF_ITS_OWN = {0, -15}  # exit codes: of daphne, and of uvicorn, which ends by SIGTERM


@pytest.mark.redis
@pytest.mark.postgresql
@pytest.mark.parametrize("leaving", ["daphne", "uvicorn"])
async def test_who_is_sent_away_misses_nothing_at_the_other_process(scaled: Deployment, leaving: str) -> None:
    left, stays = sorted(scaled, key=lambda server: server.kind != leaving)
    listeners = [Listener(left) for _ in range(LISTENERS)]
    async with listening(*listeners):
        async with publishing(left, stays) as before:
            await auntil(lambda: len(before.promised) > 20, "both to have been busy")
        async with publishing(stays) as meanwhile:
            for listener in listeners:
                listener.move_to(stays)
            assert await asyncio.to_thread(left.leave, IN_TIME) in OF_ITS_OWN
            await auntil(lambda: all(len(listener.syncs) == 2 for listener in listeners), "all of them to be back")
        ledger = await asyncio.to_thread(Ledger.of, stays)
        await ledger.has_reached(*listeners)

    promised = before.promised | meanwhile.promised
    assert len(promised) == len(before.promised) + len(meanwhile.promised)
    assert sorted(zip(ledger.messages, ledger.numbers, strict=True)) == sorted(promised.items())
    assert [listener.numbers for listener in listeners] == [ledger.numbers] * LISTENERS
    assert [listener.closes for listener in listeners] == [[Close.RESTART]] * LISTENERS
    assert [len(listener.drains) for listener in listeners] == [1] * LISTENERS
    assert all(listener.was_always_recovered for listener in listeners)
    assert "Traceback" not in left.log.read_text()


@pytest.mark.parametrize("kind", ["daphne", "uvicorn"])
async def test_a_process_takes_leave_of_everyone_and_waits_for_nobody(kind: Literal["daphne", "uvicorn"]) -> None:
    with Watched(kind=kind) as server:
        deaf, attentive = Listener(server), Listener(server)
        async with listening(deaf, attentive), connect(server.ws) as plain:
            deaf.stop_reading()
            code = await asyncio.to_thread(server.leave, IN_TIME)
            with pytest.raises(ConnectionClosed) as closed:
                await plain.recv()  # a plain connection gets no control frame before the close
    assert code in OF_ITS_OWN
    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == Close.RESTART
    assert [drain["retry_ms"] >= 0 for drain in attentive.drains] == [True]
    assert set(attentive.closes) == {Close.RESTART}  # several if it reconnected before the listening socket closed
