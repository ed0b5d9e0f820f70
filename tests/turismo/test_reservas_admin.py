"""Reservations in the admin: the same movements as elsewhere, and a reason for every refusal."""

from datetime import timedelta
from unittest.mock import ANY

import pytest
import time_machine
from django.contrib.admin.models import LogEntry
from django.contrib.messages import get_messages
from django.utils import timezone

from tests.turismo.avisos import avisos
from tests.turismo.conftest import Navegador
from tests.turismo.fabrica import DEL_SISTEMA, un_servicio, una_reserva, una_salida
from turismo.reservas.dominio.contrataciones import contratar
from turismo.reservas.dominio.movimientos import CANCELAR, CONFIRMAR, cancelar, mover
from turismo.reservas.models import Contratacion, Reserva, TransicionReserva
from turismo.usuarios.models import Usuario

pytestmark = pytest.mark.django_db

LISTA = "/admin/reservas/reserva/"
CONTACTO = {"contacto_nombre": "Familia Okada", "contacto_email": "", "contacto_telefono": "", "notas": ""}
SIN_INLINES = {
    f"{inline}-{total}_FORMS": 0
    for inline in ("lineas", "contrataciones", "transiciones")
    for total in ("TOTAL", "INITIAL")
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


def test_a_sale_by_telephone_has_the_fares_of_its_tour(bruno: Usuario, como: Navegador) -> None:
    salida = una_salida(capacidad=10)
    salida.tour.tarifas.create(tipo="familia", nombre="Familia", precio=150, ocupa_plazas=4)
    salida.tour.tarifas.create(tipo="bebe", nombre="Bebé", precio=0, ocupa_plazas=0, acompanada=True)
    pedido = {"salida": salida.pk, "plazas": 1, "tarifa_familia": 1, "tarifa_bebe": 1}
    assert como(bruno).post(f"{LISTA}add/", pedido | CONTACTO).status_code == 302
    reserva = Reserva.objects.get()
    assert (reserva.plazas, str(reserva.total)) == (5, "205.00")
    assert [str(linea) for linea in reserva.lineas.all()] == ["1 × General", "1 × Bebé", "1 × Familia"]


@pytest.mark.parametrize(
    ("pedido", "errores"),
    [
        ({"plazas": 1, "tarifa_nino": 1}, {"tarifa_nino": ["Este tour no vende esa tarifa."]}),
        ({"plazas": 0}, {"plazas": ["Pida alguna plaza."]}),
        ({"plazas": 0, "tarifa_bebe": 1}, {"plazas": ["Esa tarifa se vende solo junto a una plaza general."]}),
        ({"plazas": 21}, {"plazas": ["En este tour, una reserva es de 1 a 20 personas."]}),
    ],
    ids=str,
)
def test_what_the_tour_does_not_sell_is_an_error_at_its_field(
    pedido: dict[str, int], errores: dict[str, list[str]], bruno: Usuario, como: Navegador
) -> None:
    salida = una_salida(capacidad=30)
    salida.tour.tarifas.create(tipo="bebe", nombre="Bebé", precio=0, ocupa_plazas=0, acompanada=True)
    respuesta = como(bruno).post(f"{LISTA}add/", {"salida": salida.pk, **pedido, **CONTACTO})
    assert respuesta.context["adminform"].form.errors == errores
    assert Reserva.objects.count() == 0


def test_before_it_is_cancelled_the_page_says_what_the_terms_give_back(
    ana: Usuario, bruno: Usuario, como: Navegador
) -> None:
    a_tiempo = una_reserva(ana)
    tarde = una_reserva(ana, salida=una_salida(inicio=timezone.now() + timedelta(hours=5)))
    pagina = como(bruno).post(LISTA, {"action": "cancelar", "_selected_action": [a_tiempo.pk, tarde.pk]})
    assert {str(reserva): str(reembolso) for reserva, reembolso in pagina.context["condiciones"]} == {
        str(a_tiempo): "total",
        str(tarde): "ninguno",
    }
    assert Reserva.objects.vivas().count() == 2


@pytest.mark.parametrize(("decidido", "queda"), [("", "total"), ("parcial", "parcial")])
def test_it_is_cancelled_with_a_reason_and_the_refund_that_was_decided(
    decidido: str, queda: str, ana: Usuario, bruno: Usuario, como: Navegador
) -> None:
    reserva = una_reserva(ana)
    respuesta = como(bruno).post(
        f"{LISTA}{reserva.pk}/hacer/cancelar/", {"_hacer": "1", "motivo": "Llamó el cliente", "reembolso": decidido}
    )
    assert respuesta.headers["Location"] == f"{LISTA}{reserva.pk}/change/"
    reserva.refresh_from_db()
    assert (reserva.estado, reserva.reembolso, reserva.motivo) == ("cancelada", queda, "Llamó el cliente")
    assert [audiencia for _tipo, audiencia, _mensaje in avisos("reserva_cancelada")] == [f"staff user:{ana.pk}"]


def test_a_hold_is_extended_on_its_page_once(ana: Usuario, bruno: Usuario, como: Navegador) -> None:
    reserva = una_reserva(ana)
    navegador = como(bruno)
    navegador.post(f"{LISTA}{reserva.pk}/hacer/extender/")
    otra_vez = navegador.post(f"{LISTA}{reserva.pk}/hacer/extender/")
    assert [str(mensaje) for mensaje in get_messages(otra_vez.wsgi_request)][-1] == (
        f"{reserva}: La retención de las plazas se extiende una sola vez."
    )
    assert list(reserva.transiciones.values_list("accion", "origen")) == [("apartar", "sistema"), ("extender", "admin")]


@pytest.mark.parametrize(("accion", "asistio"), [("completar", True), ("no_asistio", False)])
def test_afterwards_it_is_known_who_came(
    accion: str, asistio: bool, ana: Usuario, bruno: Usuario, como: Navegador
) -> None:
    reserva = mover(una_reserva(ana), CONFIRMAR, DEL_SISTEMA)
    with time_machine.travel(reserva.salida.inicio + timedelta(hours=1)):
        como(bruno).post(LISTA, {"action": accion, "_selected_action": [reserva.pk]})
    reserva.refresh_from_db()
    assert (reserva.estado, reserva.asistio) == ("completada", asistio)


def test_its_page_tells_its_story_which_nobody_can_edit(ana: Usuario, bruno: Usuario, como: Navegador) -> None:
    reserva = cancelar(una_reserva(ana), DEL_SISTEMA, motivo="Fiebre")
    pagina = como(bruno).get(f"{LISTA}{reserva.pk}/change/")
    assert "reembolso: total · Fiebre" in pagina.text
    assert pagina.context["botones"] == []
    paso = reserva.transiciones.latest("pk")
    for accion in ("change", "delete"):
        respuesta = como(bruno).post(f"/admin/reservas/transicionreserva/{paso.pk}/{accion}/", {"post": "yes"})
        assert respuesta.status_code == 403
    assert reserva.transiciones.count() == 2


def test_a_contracted_service_is_confirmed_and_called_off(ana: Usuario, bruno: Usuario, como: Navegador) -> None:
    reserva = una_reserva(ana)
    contratada = contratar(Contratacion(reserva=reserva, servicio=un_servicio(), cantidad=1, usuario=ana))
    for accion in ("confirmar", "anular"):
        como(bruno).post("/admin/reservas/contratacion/", {"action": accion, "_selected_action": [contratada.pk]})
    reserva.refresh_from_db()
    contratada.refresh_from_db()
    assert (contratada.estado, str(reserva.total)) == ("anulado", "110.00")
    assert [tipo for tipo, *_ in avisos("servicio_confirmado", "servicio_anulado")] == [
        "servicio_confirmado",
        "servicio_anulado",
    ]


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
        ("success", f"Confirmar: {una}."),
    ]
    assert list(LogEntry.objects.values_list("object_repr", "change_message")) == [(str(una), "Confirmar")]


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
