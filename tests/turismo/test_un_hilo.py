"""A request visits a thread a few times, not once for each hook of each middleware."""

from typing import Any

import pytest
from asgiref.sync import SyncToAsync
from django.conf import settings
from django.test import AsyncClient, override_settings

HILO = "turismo.un_hilo.un_solo_hilo"


async def visits_of_one_request(monkeypatch: pytest.MonkeyPatch) -> int:
    visits = 0
    original = SyncToAsync.__call__

    async def counted(self: Any, *args: Any, **kwargs: Any) -> Any:
        nonlocal visits
        visits += 1
        return await original(self, *args, **kwargs)

    with monkeypatch.context() as counting:
        counting.setattr(SyncToAsync, "__call__", counted)
        assert (await AsyncClient().get("/api/destinos")).status_code == 200
    return visits


@pytest.mark.django_db(transaction=True)
async def test_with_it_a_request_visits_a_thread_far_less_often(monkeypatch: pytest.MonkeyPatch) -> None:
    with override_settings(MIDDLEWARE=[name for name in settings.MIDDLEWARE if name != HILO]):
        without = await visits_of_one_request(monkeypatch)
    assert await visits_of_one_request(monkeypatch) < without / 2
