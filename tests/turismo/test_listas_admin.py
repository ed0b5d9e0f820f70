"""The lists of the admin: a constant number of queries, and no buttons without the permission to use them."""

import pytest
from django.contrib import admin
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.turismo.conftest import Navegador
from tests.turismo.fabrica import (
    DEL_SISTEMA,
    un_guia,
    un_permiso,
    un_servicio,
    un_tour,
    un_usuario,
    un_viaje,
    una_reserva,
    una_salida,
)
from turismo.recomendaciones.models import Recomendacion, Sugerencia
from turismo.recomendaciones.sugerencias import recomendar
from turismo.recomendaciones.valoraciones import valorar
from turismo.reservas.dominio.contrataciones import contratar
from turismo.reservas.dominio.salidas import cerrar
from turismo.reservas.models import Contratacion
from turismo.usuarios.grupos import GUIAS, OPERACION, crear_grupos
from turismo.usuarios.models import Usuario

pytestmark = pytest.mark.django_db

NUESTRAS = {"catalogo", "reservas", "recomendaciones", "usuarios"}


def vida(nombre: str) -> None:
    """Create a row of every kind for a user of that name."""
    alguien = un_usuario(nombre)
    salida = una_salida(guia=un_guia(usuario=alguien))
    reserva = una_reserva(alguien, salida=salida)
    contratar(Contratacion(reserva=reserva, servicio=un_servicio(), cantidad=1, usuario=alguien))
    cerrar(salida, DEL_SISTEMA)
    valorar(un_viaje(alguien), alguien, 5)
    Recomendacion.objects.create(usuario=alguien, tour=un_tour(), puntaje=4)
    una_salida(tour=un_tour())
    recomendar(Usuario.objects.filter(pk=alguien.pk))


def listas() -> list[str]:
    return [
        f"/admin/{modelo._meta.app_label}/{modelo._meta.model_name}/"
        for modelo in admin.site._registry
        if modelo._meta.app_label in NUESTRAS
    ]


def consultas(navegador: Client, lista: str) -> int:
    with CaptureQueriesContext(connection) as hechas:
        assert navegador.get(lista).status_code == 200
    return len(hechas)


@pytest.mark.parametrize("lista", listas())
def test_a_list_asks_as_much_for_many_rows_as_for_few(lista: str, bruno: Usuario, como: Navegador) -> None:
    navegador = como(bruno)
    for nombre in ("diego", "elena"):
        vida(nombre)
    navegador.get(lista)  # fill the caches
    con_pocas = consultas(navegador, lista)
    for nombre in ("fabio", "gloria", "hugo"):
        vida(nombre)
    assert Sugerencia.objects.count() > 2
    assert consultas(navegador, lista) == con_pocas


@pytest.mark.parametrize(
    ("lista", "permiso", "acciones"),
    [
        ("/admin/catalogo/salida/", "view_salida", {"exportar"}),
        ("/admin/reservas/reserva/", "view_reserva", {"exportar"}),
        ("/admin/catalogo/tour/", "view_tour", set()),
        ("/admin/reservas/contratacion/", "view_contratacion", set()),
        ("/admin/recomendaciones/valoracion/", "view_valoracion", set()),
    ],
)
def test_who_may_only_look_is_offered_nothing_to_do(
    lista: str, permiso: str, acciones: set[str], como: Navegador
) -> None:
    vida("elena")
    diego = un_usuario("diego", is_staff=True)
    diego.user_permissions.add(un_permiso(permiso))
    formulario = como(diego).get(lista).context["action_form"]
    ofrecidas = {nombre for nombre, _texto in formulario.fields["action"].choices if nombre} if formulario else set()
    assert ofrecidas == acciones


@pytest.mark.parametrize("accion", ["cerrar", "abrir", "asignar_guia", "reprogramar", "cancelar", "realizar"])
def test_who_may_only_look_cannot_do_it_either(accion: str, como: Navegador) -> None:
    salida = una_salida()
    diego = un_usuario("diego", is_staff=True)
    diego.user_permissions.add(un_permiso("view_salida"))
    hacer = {"_hacer": "1", "motivo": "Porque sí", "guia": ""}
    como(diego).post("/admin/catalogo/salida/", {"action": accion, "_selected_action": [salida.pk], **hacer})
    assert como(diego).post(f"/admin/catalogo/salida/{salida.pk}/hacer/{accion}/", hacer).status_code == 403
    assert list(salida.transiciones.all()) == []


def test_the_group_of_the_operation_does_the_days_work(como: Navegador) -> None:
    elena = un_usuario("elena", is_staff=True, rol="operador")
    elena.groups.add(crear_grupos()[OPERACION])
    navegador = como(elena)
    pagina = navegador.get("/admin/catalogo/salida/").context["action_form"]
    assert {nombre for nombre, _texto in pagina.fields["action"].choices if nombre} == {
        "cerrar",
        "abrir",
        "asignar_guia",
        "reprogramar",
        "cancelar",
        "realizar",
        "anunciar",
        "exportar",
    }
    assert navegador.get("/admin/usuarios/usuario/").status_code == 200
    assert navegador.get("/admin/usuarios/usuario/add/").status_code == 403


def test_the_groups_are_made_once_and_keep_what_their_owner_gave_them() -> None:
    crear_grupos()[GUIAS].permissions.add(un_permiso("view_reserva"))
    assert crear_grupos()[GUIAS].permissions.filter(codename="view_reserva").exists()
