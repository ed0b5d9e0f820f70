"""Reservations in the admin: the same doors as everywhere, and a reason for whatever does not go through."""

from unittest.mock import ANY

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.messages import get_messages

from tests.turismo.avisos import avisos
from tests.turismo.conftest import Navegador
from tests.turismo.fabrica import DEL_SISTEMA, un_servicio, una_reserva, una_salida
from turismo.reservas.models import Contratacion, Reserva, TransicionReserva
from turismo.reservas.movimientos import CANCELAR, mover
from turismo.usuarios.models import Usuario

pytestmark = pytest.mark.django_db

LISTA = "/admin/reservas/reserva/"
CONTACTO = {"contacto_nombre": "Familia Okada", "contacto_email": "", "contacto_telefono": "", "notas": ""}
SIN_INLINES = {
    f"{inline}-{total}_FORMS": 0 for inline in ("contrataciones", "transiciones") for total in ("TOTAL", "INITIAL")
}


def test_a_reservation_made_in_the_admin_takes_its_seats(bruno: Usuario, como: Navegador) -> None:
    salida = una_salida(capacidad=5)
    respuesta = como(bruno).post(f"{LISTA}add/", {"salida": salida.pk, "plazas": 4, **CONTACTO})
    assert respuesta.status_code == 302
    salida.refresh_from_db()
    reserva = Reserva.objects.get()
    assert (salida.plazas_ocupadas, reserva.estado, str(reserva.total)) == (4, "pendiente", "220.00")
    assert list(TransicionReserva.objects.values_list("accion", "actor", "origen")) == [("apartar", bruno.pk, "admin")]


def test_without_room_the_form_says_so(bruno: Usuario, como: Navegador) -> None:
    salida = una_salida(capacidad=3)
    respuesta = como(bruno).post(f"{LISTA}add/", {"salida": salida.pk, "plazas": 4, **CONTACTO})
    assert respuesta.context["adminform"].form.errors == {"plazas": ["No quedan tantas plazas libres en esta salida."]}
    assert Reserva.objects.count() == 0


def test_editing_the_contact_does_not_undo_what_happened_meanwhile(
    ana: Usuario, bruno: Usuario, como: Navegador
) -> None:
    reserva = una_reserva(ana)
    navegador = como(bruno)
    navegador.get(f"{LISTA}{reserva.pk}/change/")
    mover(reserva, CANCELAR, DEL_SISTEMA)
    navegador.post(f"{LISTA}{reserva.pk}/change/", CONTACTO | SIN_INLINES)
    reserva.refresh_from_db()
    assert (reserva.contacto_nombre, reserva.estado) == ("Familia Okada", "cancelada")


def test_each_selected_reservation_is_answered_for(ana: Usuario, bruno: Usuario, como: Navegador) -> None:
    una, otra = una_reserva(ana), una_reserva(ana)
    mover(otra, CANCELAR, DEL_SISTEMA)
    respuesta = como(bruno).post(LISTA, {"action": "confirmar", "_selected_action": [una.pk, otra.pk]})
    assert sorted((mensaje.level_tag, str(mensaje)) for mensaje in get_messages(respuesta.wsgi_request)) == [
        ("error", f"{otra}: En su estado actual, la reserva no lo permite."),
        ("success", f"{una}: confirmada."),
    ]
    assert list(LogEntry.objects.values_list("object_repr", "change_message")) == [(str(una), "confirmar")]


def test_reservations_cannot_be_deleted(ana: Usuario, bruno: Usuario, como: Navegador) -> None:
    reserva = una_reserva(ana)
    bruno.is_superuser = True
    bruno.save()
    assert como(bruno).post(f"{LISTA}{reserva.pk}/delete/", {"post": "yes"}).status_code == 403
    assert Reserva.objects.count() == 1


def test_a_service_is_added_on_the_page_of_its_reservation(ana: Usuario, bruno: Usuario, como: Navegador) -> None:
    reserva = una_reserva(ana)
    respuesta = como(bruno).post(
        f"{LISTA}{reserva.pk}/change/",
        CONTACTO
        | SIN_INLINES
        | {
            "contrataciones-TOTAL_FORMS": 1,
            "contrataciones-0-reserva": reserva.pk,
            "contrataciones-0-servicio": un_servicio().pk,
            "contrataciones-0-cantidad": 2,
        },
    )
    assert respuesta.status_code == 302
    reserva.refresh_from_db()
    assert str(reserva.total) == "134.00"
    assert list(Contratacion.objects.values_list("cantidad", "usuario")) == [(2, bruno.pk)]
    assert avisos("servicio_contratado") == [("servicio_contratado", "staff", ANY)]


def test_a_service_in_another_currency_is_an_error_at_its_field(ana: Usuario, bruno: Usuario, como: Navegador) -> None:
    respuesta = como(bruno).post(
        "/admin/reservas/contratacion/add/",
        {"reserva": una_reserva(ana).pk, "servicio": un_servicio(moneda="PEN").pk, "cantidad": 1},
    )
    assert respuesta.context["adminform"].form.errors == {
        "servicio": ["El servicio se cobra en otra moneda que la reserva."]
    }


def test_who_is_overtaken_between_the_check_and_the_save_reads_why(
    ana: Usuario, bruno: Usuario, como: Navegador
) -> None:
    reserva = una_reserva(ana)
    mover(reserva, CANCELAR, DEL_SISTEMA)
    respuesta = como(bruno).post(
        "/admin/reservas/contratacion/add/",
        {"reserva": reserva.pk, "servicio": un_servicio().pk, "cantidad": 1},
        follow=True,
    )
    assert [str(mensaje) for mensaje in respuesta.context["messages"]] == [
        "Solo se contratan servicios con una reserva pendiente o confirmada."
    ]
    assert Contratacion.objects.count() == 0
