"""`enviar_notificacion`, the function that the system's document names."""

import asyncio
import json

import pytest
from django.db import transaction

from notifications.drafts import InvalidDraft
from notifications.models import Notification
from turismo.notificaciones import aenviar_notificacion, enviar_notificacion

pytestmark = pytest.mark.django_db(transaction=True)


def dichas() -> list[tuple[str, str, object, str, str]]:
    """All notifications of the log in the order of their numbers."""
    filas = Notification.objects.exclude(seq=None).order_by("seq")
    return [(fila.type, fila.message, json.loads(fila.data), fila.audience, fila.level) for fila in filas]


def test_the_documents_call_reaches_whom_the_catalogue_names() -> None:
    enviar_notificacion(tipo="usuario_registrado", mensaje="Nuevo usuario: Juan", data={"userId": "123"})
    assert dichas() == [("usuario_registrado", "Nuevo usuario: Juan", {"userId": "123"}, "staff", "info")]


def test_what_the_catalogue_does_not_know_reaches_everyone() -> None:
    enviar_notificacion("oferta_relampago", "Hoy, Cusco a mitad de precio")
    assert dichas() == [("oferta_relampago", "Hoy, Cusco a mitad de precio", {}, "everyone", "info")]


def test_the_caller_may_choose_who_hears_and_how() -> None:
    enviar_notificacion("aviso", "Lluvia", audiencia=["staff", "user:7"], nivel="warning")
    assert dichas() == [("aviso", "Lluvia", {}, "staff user:7", "warning")]


def test_it_belongs_to_the_callers_transaction() -> None:
    with transaction.atomic():
        enviar_notificacion("aviso", "Nunca dicho")
        transaction.set_rollback(True)
    with transaction.atomic():
        enviar_notificacion("aviso", "Dicho al final")
        assert dichas() == []
    assert [mensaje for _, mensaje, *_ in dichas()] == ["Dicho al final"]


def test_what_cannot_be_said_is_refused_with_the_reason() -> None:
    with pytest.raises(InvalidDraft) as caught:
        enviar_notificacion("Aviso!", "Lluvia")
    assert list(caught.value.errors) == ["type"]


def test_asynchronous_code_has_the_same_call() -> None:
    asyncio.run(aenviar_notificacion("aviso", "Lluvia", {"mm": 12}))
    assert dichas() == [("aviso", "Lluvia", {"mm": 12}, "everyone", "info")]
