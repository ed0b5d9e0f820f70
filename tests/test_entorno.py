"""What an operator writes about e-mail: how it is read, and what is refused before anybody comes."""

import pytest
from django.core.checks import run_checks
from django.core.exceptions import ImproperlyConfigured
from pytest_django import Settings

from turismo import env as entorno

SENDER = "Turismo <reservas@example.com>"


@pytest.fixture(autouse=True)
def nothing_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("EMAIL_URL", raising=False)
    monkeypatch.delenv("DEFAULT_FROM_EMAIL", raising=False)


@pytest.mark.parametrize(
    ("url", "options"),
    [
        ("smtp+tls://ana:a%2Fb%40c@mail.example.com:587", {"EMAIL_USE_TLS": True, "EMAIL_PORT": 587}),
        ("smtp+ssl://ana:a%2Fb%40c@mail.example.com:465", {"EMAIL_USE_SSL": True, "EMAIL_PORT": 465}),
        ("smtp://ana:a%2Fb%40c@mail.example.com:25", {"EMAIL_PORT": 25}),
    ],
)
def test_a_mail_server(url: str, options: dict[str, object], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EMAIL_URL", url)
    monkeypatch.setenv("DEFAULT_FROM_EMAIL", SENDER)
    assert entorno.email(debug=False) == {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": "mail.example.com",
        "EMAIL_HOST_USER": "ana",
        "EMAIL_HOST_PASSWORD": "a/b@c",
        "EMAIL_FILE_PATH": "",
        "DEFAULT_FROM_EMAIL": SENDER,
        **options,
    }


@pytest.mark.parametrize("url", ["", None])
def test_without_one_e_mails_are_printed_in_development_and_not_offered_elsewhere(
    url: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    if url is not None:  # as compose passes on what is not set
        monkeypatch.setenv("EMAIL_URL", url)
    assert entorno.email(debug=True)["EMAIL_BACKEND"] == "django.core.mail.backends.console.EmailBackend"
    assert entorno.email(debug=False) == {"EMAIL_BACKEND": entorno.NO_EMAIL}


@pytest.mark.parametrize("url", ["smtps://mail.example.com:465", "dummymail://", "mail.example.com"])
def test_what_is_no_mail_server_stops_the_start(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EMAIL_URL", url)
    with pytest.raises(ImproperlyConfigured, match="EMAIL_URL must begin with one of smtp://, smtp"):
        entorno.email(debug=False)


def test_a_mail_server_wants_to_know_who_writes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EMAIL_URL", "smtp+tls://mail.example.com:587")
    with pytest.raises(ImproperlyConfigured, match="DEFAULT_FROM_EMAIL is not set"):
        entorno.email(debug=False)


@pytest.mark.parametrize(
    ("backend", "said"), [(entorno.NO_EMAIL, 1), ("django.core.mail.backends.smtp.EmailBackend", 0)]
)
def test_before_a_deployment_one_is_told_that_no_e_mail_can_be_sent(
    backend: str, said: int, settings: Settings
) -> None:
    settings.EMAIL_BACKEND = backend
    found = [fault for fault in run_checks(include_deployment_checks=True) if fault.id == "turismo.W001"]
    assert len(found) == said
    assert all("EMAIL_URL is not set" in fault.msg for fault in found)
