"""Reading EMAIL_URL, and refusing bad values of it at the start."""

import pytest
from django.core.checks import run_checks
from django.core.exceptions import ImproperlyConfigured
from pytest_django import Settings

from turismo import env

SENDER = "Turismo <reservas@example.com>"


@pytest.fixture(autouse=True)
def nothing_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("EMAIL_URL", raising=False)
    monkeypatch.delenv("DEFAULT_FROM_EMAIL", raising=False)


@pytest.mark.parametrize(
    ("url", "port", "use_tls", "use_ssl"),
    [
        ("smtp+tls://ana:a%2Fb%40c@mail.example.com:587", 587, True, False),
        ("smtp+ssl://ana:a%2Fb%40c@mail.example.com:465", 465, False, True),
        ("smtp://ana:a%2Fb%40c@mail.example.com:25", 25, False, False),
    ],
)
def test_a_mail_server(url: str, port: int, use_tls: bool, use_ssl: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EMAIL_URL", url)
    monkeypatch.setenv("DEFAULT_FROM_EMAIL", SENDER)
    assert env.email(debug=False) == env.Email(
        backend="django.core.mail.backends.smtp.EmailBackend",
        host="mail.example.com",
        port=port,
        user="ana",
        password="a/b@c",
        use_tls=use_tls,
        use_ssl=use_ssl,
        sender=SENDER,
    )


@pytest.mark.parametrize("url", ["", None])
def test_without_one_e_mails_are_printed_in_development_and_not_offered_elsewhere(
    url: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    if url is not None:  # compose passes unset variables as empty strings
        monkeypatch.setenv("EMAIL_URL", url)
    assert env.email(debug=True).backend == "django.core.mail.backends.console.EmailBackend"
    assert env.email(debug=False) == env.Email(env.NO_EMAIL)


@pytest.mark.parametrize("url", ["smtps://mail.example.com:465", "dummymail://", "mail.example.com"])
def test_what_is_no_mail_server_stops_the_start(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EMAIL_URL", url)
    with pytest.raises(ImproperlyConfigured, match="EMAIL_URL must begin with one of smtp://, smtp"):
        env.email(debug=False)


def test_a_mail_server_wants_to_know_who_writes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EMAIL_URL", "smtp+tls://mail.example.com:587")
    with pytest.raises(ImproperlyConfigured, match="DEFAULT_FROM_EMAIL is not set"):
        env.email(debug=False)


@pytest.mark.parametrize(("backend", "said"), [(env.NO_EMAIL, 1), ("django.core.mail.backends.smtp.EmailBackend", 0)])
def test_before_a_deployment_one_is_told_that_no_e_mail_can_be_sent(
    backend: str, said: int, settings: Settings
) -> None:
    settings.EMAIL_BACKEND = backend
    found = [fault for fault in run_checks(include_deployment_checks=True) if fault.id == "turismo.W001"]
    assert len(found) == said
    assert all("EMAIL_URL is not set" in fault.msg for fault in found)
