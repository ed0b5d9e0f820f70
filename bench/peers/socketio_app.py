"""python-socketio mounted as in its documentation, and a `POST /notify` in plain ASGI that emits to all clients."""

import json
from typing import Any

import socketio

sio = socketio.AsyncServer(async_mode="asgi", cors_allowed_origins="*")


async def http(scope: Any, receive: Any, send: Any) -> None:
    body, more = b"", scope["type"] == "http"
    while more:
        message = await receive()
        body += message["body"]
        more = message["more_body"]
    await sio.emit("notification", json.loads(body))
    answer = b'{"status": "success"}'
    headers = [(b"content-type", b"application/json"), (b"content-length", b"%d" % len(answer))]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": answer})


application = socketio.ASGIApp(sio, other_asgi_app=http, on_startup=None)
