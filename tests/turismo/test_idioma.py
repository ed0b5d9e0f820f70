"""The platform speaks Spanish, and English for readers that ask for it."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.test import Client
from django.utils.translation import override

from notifications.publishing.keys import issue

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _leave_the_language_as_it_was() -> Iterator[None]:
    """Restore the language: a request answered in this thread changes the thread's language."""
    with override(settings.LANGUAGE_CODE):
        yield


@pytest.mark.parametrize(
    ("headers", "message", "errors"),
    [
        (
            {},
            "No se ha enviado nada: vea los motivos en «errors».",
            [
                "Se esperaban minúsculas de la «a» a la «z», cifras y _ (64 como máximo), empezando por una letra; "
                "se recibió '¡Oferta!'."
            ],
        ),
        (
            {"Accept-Language": "en"},
            "Nothing was sent; errors has the reasons.",
            ["Expected lower-case letters, digits and _ (at most 64), beginning with a letter; got '¡Oferta!'."],
        ),
    ],
    ids=["es", "en"],
)
def test_a_refused_notification_is_explained_in_the_senders_language(
    headers: dict[str, str], message: str, errors: list[str]
) -> None:
    _publisher, key = issue("otro sistema")
    answer = Client().post(
        "/notify",
        {"type": "¡Oferta!", "message": "Cusco a mitad de precio"},
        content_type="application/json",
        headers={"Authorization": f"Bearer {key}", **headers},
    )
    assert answer.status_code == 400
    assert answer.json() == {"status": "error", "message": message, "errors": {"type": errors}}


@pytest.mark.parametrize(
    ("headers", "heading"),
    [({}, "Avisos en tiempo real"), ({"Accept-Language": "en"}, "Notifications in real time")],
    ids=["es", "en"],
)
def test_the_test_page_is_in_the_readers_language(headers: dict[str, str], heading: str) -> None:
    assert f"<h1>{heading}</h1>" in Client().get("/", headers=headers).content.decode()


def test_a_page_in_english_brings_the_words_of_the_messages() -> None:
    """The messages are written in Spanish for all readers, so a page in Spanish needs no translations."""
    spanish, english = (Client().get("/tours/", headers={"Accept-Language": language}) for language in ("es", "en"))
    assert "notification-words" not in spanish.content.decode()
    assert '"reserva_confirmada": ["Reserva {localizador} confirmada: {tour}", "Booking ' in english.content.decode()
