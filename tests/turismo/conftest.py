"""The users of these tests: Ana travels, Bruno works for the operator, Carla must not receive data of others."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import Permission
from django.core.cache import cache
from django.test import Client

from tests.turismo.fabrica import un_usuario
from turismo.usuarios.models import Usuario

Navegador = Callable[[Usuario], Client]


@pytest.fixture(autouse=True)
def nobody_has_failed_to_log_in_yet() -> None:
    cache.clear()


@pytest.fixture
def ana(db: None) -> Usuario:
    return un_usuario("ana")


@pytest.fixture
def bruno(db: None) -> Usuario:
    bruno = un_usuario("bruno", is_staff=True, rol="operador")
    bruno.user_permissions.set(Permission.objects.all())
    return bruno


@pytest.fixture
def carla(db: None) -> Usuario:
    return un_usuario("carla")


@pytest.fixture
def como() -> Navegador:
    """Return a client in which the user is logged in: `como(ana).get("/")`."""

    def abrir(usuario: Usuario) -> Client:
        navegador = Client()
        navegador.force_login(usuario)
        return navegador

    return abrir
