import asyncio
from typing import Any

import pytest

from notifications.live import connection as module
from notifications.live.close_codes import Close
from notifications.live.connection import Connection, Payload
from notifications.live.handshake import Session
from notifications.servers.base import Message, Socket
from tests.waiting import auntil


class StubbornSocket(Socket):
    """A socket that can be made to block, like a server's whose peer has stopped reading."""

    def __init__(self) -> None:
        super().__init__(self.take)
        self.taken: list[Any] = []
        self.is_aborted = False
        self.is_open = asyncio.Event()
        self.is_open.set()

    async def take(self, message: Message) -> None:
        await self.is_open.wait()
        self.taken.append(message.get("text", message.get("code")))

    def abort(self) -> None:
        self.is_aborted = True


def opened() -> tuple[StubbornSocket, Connection]:
    socket = StubbornSocket()
    return socket, Connection(socket, Session())


def push(connection: Connection, *frames: str) -> None:
    for frame in frames:
        connection.push(Payload(frame))


async def test_a_frame_is_written_at_once_where_the_socket_takes_it() -> None:
    socket, connection = opened()
    push(connection, "a", "b")
    assert socket.taken == ["a", "b"]


async def test_a_socket_that_does_not_take_a_frame_makes_nobody_wait_and_gets_all_in_order() -> None:
    socket, connection = opened()
    socket.is_open.clear()
    push(connection, "a", "b", "c")
    assert socket.taken == []
    socket.is_open.set()
    await auntil(lambda: socket.taken == ["a", "b", "c"], "the frames in order")
    push(connection, "d")
    assert socket.taken == ["a", "b", "c", "d"]


async def test_what_is_pushed_during_a_replay_comes_after_it() -> None:
    socket, connection = opened()
    connection.hold()
    push(connection, "live")
    await connection.write(Payload("missed"))
    await connection.release()
    push(connection, "later")
    assert socket.taken == ["missed", "live", "later"]


@pytest.mark.parametrize(("limit", "value"), [("QUEUE_FRAMES", 3), ("QUEUE_SIZE", 30)])
async def test_a_reader_who_does_not_keep_up_is_closed_with_4408(
    limit: str, value: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, limit, value)
    socket, connection = opened()
    socket.is_open.clear()
    push(connection, *["x" * 10] * 5)
    assert connection.is_closed
    socket.is_open.set()
    await auntil(lambda: socket.taken, "the goodbye")
    assert socket.taken == [Close.TOO_SLOW]


async def test_every_frame_of_several_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "QUEUE_FRAMES", 3)
    socket, connection = opened()
    socket.is_open.clear()
    connection.push(Payload("a"))
    connection.push(Payload("b", "c", "d"))
    assert not connection.is_closed
    connection.push(Payload("e"))
    assert connection.is_closed


async def test_a_server_that_has_lost_the_peer_ends_this_connection_only() -> None:
    async def gone(message: Message) -> None:
        raise ConnectionResetError

    connection = Connection(Socket(gone), Session())
    push(connection, "a")
    assert connection.is_closed


async def test_a_peer_that_is_lost_while_it_lags_ends_the_writer_quietly() -> None:
    opened_door = asyncio.Event()

    async def gone(message: Message) -> None:
        await opened_door.wait()
        raise ConnectionResetError

    connection = Connection(Socket(gone), Session())
    push(connection, "a", "b")
    opened_door.set()
    await auntil(lambda: connection.is_closed, "the connection to be given up")


async def test_nothing_is_written_after_the_goodbye() -> None:
    socket, connection = opened()
    connection.close(Close.RESTART)
    push(connection, "late")
    await connection.write(Payload("later"))
    await auntil(lambda: socket.taken, "the goodbye")
    assert socket.taken == [Close.RESTART]


async def test_a_frame_that_is_never_taken_ends_the_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "STALL", 0.01)
    socket, connection = opened()
    socket.is_open.clear()
    push(connection, "a")
    await auntil(lambda: connection.is_closed, "the connection to be given up")
    socket.is_open.set()
    await auntil(lambda: socket.taken, "the goodbye")
    assert socket.taken == [Close.TOO_SLOW]


@pytest.mark.parametrize("reads", [True, False])
async def test_a_peer_that_stays_after_the_goodbye_is_cut_off(reads: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "CLOSING", 0.01)
    socket, connection = opened()
    if not reads:
        socket.is_open.clear()
    connection.close(Close.RESTART)
    await auntil(lambda: socket.is_aborted, "the socket to be cut off")


async def test_a_peer_that_leaves_after_the_goodbye_is_not_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    socket, connection = opened()
    connection.close(Close.RESTART)
    await auntil(lambda: socket.taken, "the goodbye")
    connection.abandon()
    assert connection.closing is not None
    await auntil(connection.closing.done, "the goodbye to be over")
    assert not socket.is_aborted
