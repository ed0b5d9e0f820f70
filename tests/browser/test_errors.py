"""The pages for errors."""

import pytest
from django.test import Client, RequestFactory
from django.views.defaults import permission_denied, server_error
from pytest_django import Settings


@pytest.fixture(autouse=True)
def static_files_where_they_are(settings: Settings) -> None:
    """Serve static files from their sources. In development there is no STATIC_ROOT, and the middleware would warn of
    that.
    """
    settings.WHITENOISE_AUTOREFRESH = True


def test_what_does_not_exist_leads_back(client: Client) -> None:
    answer = client.get("/no-existe")

    assert answer.status_code == 404
    assert "Aquí no hay nada" in answer.content.decode()
    assert 'href="/"' in answer.content.decode()


def test_a_form_that_is_too_old_says_what_to_do() -> None:
    answer = Client(enforce_csrf_checks=True).post("/idioma/setlang/", {"language": "en"})

    assert answer.status_code == 403
    assert "El formulario ha caducado" in answer.content.decode()


def test_what_is_not_allowed_says_so(rf: RequestFactory) -> None:
    answer = permission_denied(rf.get("/"), PermissionError())

    assert answer.status_code == 403
    assert "Esto no es para usted" in answer.content.decode()


def test_a_failure_is_admitted_even_where_the_static_files_are_missing(rf: RequestFactory, settings: Settings) -> None:
    settings.STORAGES = {"staticfiles": {"BACKEND": "turismo.storage.ModuleManifestStorage"}}
    answer = server_error(rf.get("/"))

    assert answer.status_code == 500
    assert "Algo ha fallado" in answer.content.decode()
    assert "/static/turismo/base.css" in answer.content.decode()
