"""The database goes away under `POST /notify`: a request that recorded no event is not answered with success."""

import json
from typing import Any

import pytest
from django.db import InterfaceError, OperationalError, connection
from django.test import Client

from notifications.models import Notification
from notifications.publishing.keys import issue

pytestmark = pytest.mark.django_db(transaction=True)

JUAN = {"type": "usuario_registrado", "message": "Nuevo usuario: Juan"}


@pytest.mark.parametrize("error", [OperationalError, InterfaceError])
@pytest.mark.parametrize("statement", ["INSERT INTO", "SELECT"])
def test_a_database_that_is_away_is_answered_with_503_and_when_to_come_back(
    error: type[Exception], statement: str
) -> None:
    _publisher, key = issue("another system")

    def fail(execute: Any, sql: str, *rest: Any) -> Any:
        if sql.startswith(statement):
            raise error("the server closed the connection unexpectedly")
        return execute(sql, *rest)

    with connection.execute_wrapper(fail):
        response = Client().post(
            "/notify",
            json.dumps(JUAN),
            content_type="application/json",
            headers={"Authorization": f"Bearer {key}", "Accept-Language": "en"},
        )
    assert (response.status_code, response.headers["Retry-After"], response.json()) == (
        *(503, "2"),
        {"status": "error", "message": "The log cannot be written just now; try again.", "errors": {}},
    )
    assert not Notification.objects.exists()
