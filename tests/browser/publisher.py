"""Another system, which publishes by `POST /notify`."""

from typing import Any

import httpx

from tests.servers import Server


class OtherSystem:
    def __init__(self, server: Server) -> None:
        made = server.manage("create_publisher", "pruebas", "--may-address")
        self._http = httpx.Client(
            base_url=server.url, headers={"Authorization": f"Bearer {made.stdout.split()[-1]}"}, timeout=30
        )

    def notify(self, message: str, **fields: Any) -> str:
        """Tells everyone, unless `audience` says otherwise; the id of the event."""
        body = {"type": "prueba", "message": message, **fields}
        answer = self._http.post("/notify", json=body).raise_for_status()
        return str(answer.json()["id"])

    def close(self) -> None:
        self._http.close()
