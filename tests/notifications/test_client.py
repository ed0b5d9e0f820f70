"""The client for other back ends, against the real server and against servers that fail."""

import asyncio
import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import httpx
import pytest

from notifications.client import AsyncClient, Client, Rejected, Unavailable, retries
from tests.servers import ROOT, Server, free_port

Publish = Callable[..., Any]


# --- Two clients, one behaviour ----------------------------------------------------------------------


def publish_with_client(url: str, key: str, *body: Any, retries: int = 2, **more: Any) -> Any:
    with Client(url, key, retries=retries) as client:
        return client.publish_all(*body, **more) if isinstance(body[0], list) else client.publish(*body, **more)


def publish_with_async_client(url: str, key: str, *body: Any, retries: int = 2, **more: Any) -> Any:
    async def publish() -> Any:
        async with AsyncClient(url, key, retries=retries) as client:
            if isinstance(body[0], list):
                return await client.publish_all(*body, **more)
            return await client.publish(*body, **more)

    return asyncio.run(publish())


@pytest.fixture(params=[publish_with_client, publish_with_async_client], ids=["Client", "AsyncClient"])
def publish(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Publish:
    monkeypatch.setattr(retries, "FIRST_DELAY", 0.01)
    monkeypatch.setattr(retries, "LONGEST_DELAY", 0.02)
    chosen: Publish = request.param
    return chosen


# --- The real server ---------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with Server(kind="uvicorn") as server:
        yield server


@pytest.fixture(scope="module")
def key(server: Server) -> str:
    """The last line that `create_publisher` prints."""
    return server.manage("create_publisher", "client", "--may-address").stdout.splitlines()[-1]


def log_of(server: Server) -> list[dict[str, Any]]:
    """The newest notification last."""
    printed = server.shell(
        "import json; from notifications.models import Notification as N;"
        "print(json.dumps(list(N.objects.order_by('seq').values('type', 'message', 'data', 'audience', 'level'))))"
    )
    return list(json.loads(printed))


def test_a_notification_is_in_the_log_when_publish_returns(server: Server, key: str, publish: Publish) -> None:
    public_id = publish(
        server.url, key, "oferta", "Año nuevo en Cusco", {"precio": 125.5}, audience="staff", level="success"
    )
    assert log_of(server)[-1] == {
        "type": "oferta",
        "message": "Año nuevo en Cusco",
        "data": '{"precio":125.5}',
        "audience": "staff",
        "level": "success",
    }
    assert public_id.rpartition("-")[2] == str(len(log_of(server)))


def test_a_batch_returns_its_ids_in_order(server: Server, key: str, publish: Publish) -> None:
    first, second = publish(server.url, key, [{"type": "uno", "message": "1"}, {"type": "dos", "message": "2"}])
    assert int(second.rpartition("-")[2]) == int(first.rpartition("-")[2]) + 1
    assert [row["type"] for row in log_of(server)[-2:]] == ["uno", "dos"]


def test_the_same_idempotency_key_sends_once(server: Server, key: str, publish: Publish) -> None:
    name = publish.__name__  # both clients share the server
    ids = {publish(server.url, key, name, "Pagado", idempotency_key=f"order-17-{name}") for _ in range(3)}
    assert (len(ids), [row["type"] for row in log_of(server)].count(name)) == (1, 1)


def test_a_refusal_says_which_field_and_why(server: Server, key: str, publish: Publish) -> None:
    with pytest.raises(Rejected) as caught:
        publish(server.url, key, "oferta", "", audience="nobody")
    assert (caught.value.status, sorted(caught.value.errors)) == (400, ["audience"])


def test_a_wrong_key_is_a_refusal_and_not_tried_again(server: Server, publish: Publish) -> None:
    with pytest.raises(Rejected) as caught:
        publish(server.url, "nk_wrong", "oferta", "Barato")
    assert (caught.value.status, caught.value.errors) == (401, {})


# --- Servers that fail -------------------------------------------------------------------------------


@dataclass
class Trouble:
    """Answers with the next of `script`: a status, (status, headers), or None, which closes the socket."""

    script: list[Any]
    asked: list[tuple[str, bytes]] = field(default_factory=list)
    url: str = ""

    def handler(self) -> type[BaseHTTPRequestHandler]:
        trouble = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                trouble.asked.append((self.headers["Idempotency-Key"], body))
                step = trouble.script.pop(0)
                if step is None:
                    return
                status, headers = step if isinstance(step, tuple) else (step, {})
                answer = b'{"status": "success", "id": "9f3ac2d1-42"}' if status == 200 else b"<h1>Trouble</h1>"
                self.send_response(status)
                for name, value in {"Content-Length": str(len(answer)), **headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(answer)

            def log_message(self, *_: object) -> None:
                """Print nothing."""

        return Handler


@pytest.fixture
def trouble() -> Iterator[Trouble]:
    trouble = Trouble([])
    with ThreadingHTTPServer(("127.0.0.1", 0), trouble.handler()) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        trouble.url = f"http://127.0.0.1:{server.server_port}"
        yield trouble
        server.shutdown()
        thread.join()


@pytest.mark.parametrize("fault", [None, 502, 503, 504, 429, (503, {"Retry-After": "0"})])
def test_a_passing_trouble_is_sat_out(trouble: Trouble, publish: Publish, fault: Any) -> None:
    trouble.script = [fault, fault, 200]
    assert publish(trouble.url, "nk_", "oferta", "Barato") == "9f3ac2d1-42"


def test_every_attempt_is_the_same_request(trouble: Trouble, publish: Publish) -> None:
    trouble.script = [None, 503, 200]
    publish(trouble.url, "nk_", "oferta", "Barato")
    assert len(trouble.asked) == 3
    assert set(trouble.asked) == {(trouble.asked[0][0], b'{"type":"oferta","message":"Barato","data":{}}')}


def test_every_call_is_another_request(trouble: Trouble, publish: Publish) -> None:
    trouble.script = [200, 200]
    publish(trouble.url, "nk_", "oferta", "Barato")
    publish(trouble.url, "nk_", "oferta", "Barato")
    assert len({once for once, _ in trouble.asked}) == 2


def test_a_lasting_trouble_is_an_exception_with_the_key_for_later(trouble: Trouble, publish: Publish) -> None:
    trouble.script = [503, 503, 503]
    with pytest.raises(Unavailable) as caught:
        publish(trouble.url, "nk_", "oferta", "Barato", idempotency_key="order-17")
    assert (caught.value.idempotency_key, str(caught.value), trouble.script) == (
        "order-17",
        "The server answered 503 Service Unavailable (idempotency key order-17)",
        [],
    )


def test_a_server_that_is_not_there_is_unavailable(publish: Publish) -> None:
    with pytest.raises(Unavailable, match="The server did not answer"):
        publish(f"http://127.0.0.1:{free_port()}", "nk_", "oferta", "Barato", retries=1)


def test_a_servers_own_failure_is_not_hammered(trouble: Trouble, publish: Publish) -> None:
    trouble.script = [500]
    with pytest.raises(Unavailable):
        publish(trouble.url, "nk_", "oferta", "Barato")
    assert len(trouble.asked) == 1


def test_a_refusal_by_something_in_between_needs_no_json(trouble: Trouble, publish: Publish) -> None:
    trouble.script = [413]
    with pytest.raises(Rejected) as caught:
        publish(trouble.url, "nk_", "oferta", "Barato")
    assert str(caught.value) == "413 Request Entity Too Large"


# --- The delays before retries, without I/O ----------------------------------------------------------


def test_pauses_double_up_to_a_limit_and_are_never_quite_the_same() -> None:
    delays = retries.retries("order-17", limit=7)
    assert next(delays) == 0
    yielded = [delays.send(httpx.ConnectError("refused")) for _ in range(7)]
    longest = [0.25, 0.5, 1, 2, 4, 8, 8]
    assert all(most / 2 <= delay <= most for delay, most in zip(yielded, longest, strict=True))
    assert len(set(yielded)) == 7


def test_a_server_that_says_when_is_asked_then() -> None:
    delays = retries.retries("order-17")
    next(delays)
    delay = delays.send(httpx.Response(429, headers={"Retry-After": "30"}))
    assert 30 <= delay <= 30.25


def test_nobody_waits_as_long_as_some_servers_ask() -> None:
    delays = retries.retries("order-17")
    next(delays)
    with pytest.raises(Unavailable):
        delays.send(httpx.Response(503, headers={"Retry-After": "3600"}))


def test_the_client_works_where_there_is_no_django() -> None:
    code = (
        "import sys; from notifications import client; client.Client('http://localhost', 'nk_').close();"
        "print(sorted(name for name in sys.modules if name.split('.')[0] in ('django', 'channels', 'msgspec')))"
    )
    environment = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("[]\n", "")
