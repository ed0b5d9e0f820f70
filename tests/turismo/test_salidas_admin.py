"""Departures in the admin: every decision is a movement, and its notification reaches the people concerned."""

from datetime import UTC, datetime, timedelta
from typing import Any
from unittest.mock import ANY

import pytest
import time_machine
from django.contrib.admin.models import LogEntry
from django.contrib.messages import get_messages
from django.test import Client
from django.utils import timezone

from tests.turismo.avisos import avisos
from tests.turismo.conftest import Navegador
from tests.turismo.fabrica import DEL_SISTEMA, un_destino, un_guia, un_tour, un_usuario, una_reserva, una_salida
from turismo.catalogo.models import Salida
from turismo.reservas.dominio.movimientos import CONFIRMAR, mover
from turismo.reservas.dominio.salidas import cancelar_salida, cerrar
from turismo.reservas.models import TransicionSalida
from turismo.usuarios.grupos import GUIAS, crear_grupos
from turismo.usuarios.models import Usuario

pytestmark = pytest.mark.django_db

LISTA = "/admin/catalogo/salida/"


def actuar(navegador: Client, accion: str, *salidas: Salida, **campos: Any) -> Any:
    return navegador.post(LISTA, {"action": accion, "_selected_action": [salida.pk for salida in salidas], **campos})


def dichos(respuesta: Any) -> list[tuple[str, str]]:
    return [(mensaje.level_tag, str(mensaje)) for mensaje in get_messages(respuesta.wsgi_request)]


def anotado() -> list[tuple[str, str]]:
    return list(LogEntry.objects.order_by("pk").values_list("object_repr", "change_message"))


def test_closing_several_answers_for_each_and_names_the_rule_that_stopped_one(bruno: Usuario, como: Navegador) -> None:
    abierta = una_salida()
    cerrada = cerrar(una_salida(), DEL_SISTEMA)
    respuesta = actuar(como(bruno), "cerrar", abierta, cerrada)
    assert dichos(respuesta) == [
        ("success", f"Cerrar la venta: {abierta}."),
        ("error", f"{cerrada}: En su estado actual, la salida no lo permite."),
    ]
    assert anotado() == [(str(abierta), "Cerrar la venta")]
    assert list(TransicionSalida.objects.filter(salida=abierta).values_list("accion", "actor", "origen")) == [
        ("cerrar", bruno.pk, "admin")
    ]


def test_before_a_departure_is_cancelled_the_page_says_whom_it_reaches_and_what_it_costs(
    ana: Usuario, bruno: Usuario, como: Navegador
) -> None:
    salida = una_salida(tour=un_tour(precio=50))
    mover(una_reserva(ana, salida=salida, plazas=2), CONFIRMAR, DEL_SISTEMA)
    una_reserva(ana, salida=salida, plazas=1)  # only held, not paid
    mover(una_reserva(None, salida=salida, plazas=1), CONFIRMAR, DEL_SISTEMA)
    contexto = actuar(como(bruno), "cancelar", salida).context
    assert {nombre: contexto[nombre] for nombre in ("viajeros", "sin_cuenta", "devolver")} == {
        "viajeros": 1,
        "sin_cuenta": 1,
        "devolver": "150.00 USD",
    }
    salida.refresh_from_db()
    assert salida.estado == "abierta"


def test_it_is_not_cancelled_without_a_reason(bruno: Usuario, como: Navegador) -> None:
    salida = una_salida()
    respuesta = actuar(como(bruno), "cancelar", salida, _hacer="1", motivo="  ")
    assert respuesta.context["form"].errors == {"motivo": ["Este campo es requerido."]}
    salida.refresh_from_db()
    assert salida.estado == "abierta"


def test_cancelling_tells_each_traveller_once_and_is_written_down(
    ana: Usuario, bruno: Usuario, carla: Usuario, como: Navegador
) -> None:
    salida = una_salida()
    una_reserva(ana, salida=salida)
    una_reserva(ana, salida=salida)
    respuesta = actuar(como(bruno), "cancelar", salida, _hacer="1", motivo="Paro de transporte")
    assert dichos(respuesta) == [("success", f"Cancelar: {salida}.")]
    assert [audiencia for _tipo, audiencia, _mensaje in avisos("viaje_cancelado")] == [f"user:{ana.pk}"]
    assert [audiencia for _tipo, audiencia, _mensaje in avisos("salida_cancelada")] == ["staff"]
    assert anotado() == [(str(salida), "Cancelar")]
    assert set(salida.reservas.values_list("estado", "reembolso", "motivo", "cancelada_por")) == {
        ("cancelada", "total", "Paro de transporte", bruno.pk)
    }


def test_a_guide_who_is_elsewhere_is_refused_by_name_and_nothing_is_assigned(bruno: Usuario, como: Navegador) -> None:
    guia = un_guia()
    otra = una_salida(guia=guia)
    salida = una_salida(inicio=otra.inicio + timedelta(hours=1))
    respuesta = actuar(como(bruno), "asignar_guia", salida, _hacer="1", guia=guia.pk)
    assert respuesta.context["form"].errors == {"guia": [f"Ramiro Mamani ya guía a esas horas: {otra}."]}
    salida.refresh_from_db()
    assert salida.guia is None


def test_nobody_is_given_two_departures_that_overlap(bruno: Usuario, como: Navegador) -> None:
    una = una_salida()
    otra = una_salida(inicio=una.inicio + timedelta(hours=1))
    respuesta = actuar(como(bruno), "asignar_guia", una, otra, _hacer="1", guia=un_guia().pk)
    assert respuesta.context["form"].errors == {"guia": [f"«{una}» y «{otra}» coinciden: nadie puede guiar las dos."]}


def test_a_guide_is_assigned_and_taken_away(bruno: Usuario, como: Navegador) -> None:
    salida, guia = una_salida(), un_guia()
    actuar(como(bruno), "asignar_guia", salida, _hacer="1", guia=guia.pk)
    actuar(como(bruno), "asignar_guia", salida, _hacer="1", guia="")
    assert [tipo for tipo, *_ in avisos("guia_asignado", "guia_relevado")] == ["guia_asignado", "guia_relevado"]
    assert anotado() == [(str(salida), "Guía: Ramiro Mamani"), (str(salida), "Guía: —")]


@time_machine.travel(datetime(2027, 3, 1, 12, tzinfo=UTC), tick=False)
def test_a_departure_is_moved_on_the_clock_of_its_place(ana: Usuario, bruno: Usuario, como: Navegador) -> None:
    tour = un_tour(destino=un_destino(pais="ES", zona_horaria="Europe/Madrid"))
    salida = una_salida(tour=tour, inicio=datetime(2027, 3, 27, 8, tzinfo=UTC))
    una_reserva(ana, salida=salida)
    url = f"{LISTA}{salida.pk}/hacer/reprogramar/"
    pagina = como(bruno).get(url)
    assert pagina.context["form"].initial["hora"].isoformat() == "09:00:00"
    campos = {"dia": "2027-03-29", "hora": "09:00", "duracion": "08:00:00", "version": salida.version, "_hacer": "1"}
    respuesta = como(bruno).post(url, campos)
    assert respuesta.headers["Location"] == f"{LISTA}{salida.pk}/change/"
    salida.refresh_from_db()
    assert salida.inicio == datetime(2027, 3, 29, 7, tzinfo=UTC)  # the clocks change in between
    assert avisos("viaje_reprogramado") == [("viaje_reprogramado", f"user:{ana.pk}", ANY)]
    assert anotado() == [(str(salida), "Reprogramar")]


@time_machine.travel(datetime(2027, 3, 1, 12, tzinfo=UTC), tick=False)
@pytest.mark.parametrize(
    ("dia", "hora", "version", "error"),
    [
        (
            "2027-03-28",
            "02:30",
            1,
            "El 28/03/2027 no existe la hora 02:30 en Europe/Madrid: ese día se adelanta el reloj.",
        ),
        ("2027-02-27", "09:00", 1, "Esa hora ya pasó."),
        ("2027-03-29", "09:00", 7, "Otra persona cambió esta salida mientras tanto: vuelva a verla antes de decidir."),
    ],
)
def test_what_cannot_be_moved_says_why(
    dia: str, hora: str, version: int, error: str, bruno: Usuario, como: Navegador
) -> None:
    tour = un_tour(destino=un_destino(pais="ES", zona_horaria="Europe/Madrid"))
    salida = una_salida(tour=tour, inicio=datetime(2027, 3, 27, 8, tzinfo=UTC))
    campos = {"dia": dia, "hora": hora, "duracion": "08:00:00", "version": version, "_hacer": "1"}
    respuesta = como(bruno).post(f"{LISTA}{salida.pk}/hacer/reprogramar/", campos)
    assert list(respuesta.context["form"].errors.values()) == [[error]]
    assert avisos("salida_reprogramada") == []


def test_only_one_departure_is_moved_at_a_time(bruno: Usuario, como: Navegador) -> None:
    respuesta = actuar(como(bruno), "reprogramar", una_salida(), una_salida())
    assert dichos(respuesta) == [("error", "Se reprograma una salida cada vez.")]


def test_one_that_took_place_completes_its_reservations(ana: Usuario, bruno: Usuario, como: Navegador) -> None:
    salida = una_salida(inicio=timezone.now() + timedelta(hours=3))
    reserva = mover(una_reserva(ana, salida=salida), CONFIRMAR, DEL_SISTEMA)
    with time_machine.travel(salida.inicio + timedelta(minutes=1)):
        respuesta = actuar(como(bruno), "realizar", salida)
    assert dichos(respuesta) == [("success", f"Dar por realizada: {salida}.")]
    salida.refresh_from_db()
    reserva.refresh_from_db()
    assert (salida.estado, reserva.estado, reserva.asistio) == ("realizada", "completada", True)


def test_its_page_offers_what_can_be_done_now(bruno: Usuario, como: Navegador) -> None:
    abierta = una_salida()
    cancelada = cancelar_salida(una_salida(), "Paro", DEL_SISTEMA)
    assert botones(como(bruno), abierta) == [
        "Cerrar la venta",
        "Asignar guía…",
        "Reprogramar…",
        "Cancelar…",
        "Anunciar a sus viajeros…",
    ]
    assert botones(como(bruno), cancelada) == ["Anunciar a sus viajeros…"]


def botones(navegador: Client, salida: Salida) -> list[str]:
    pagina = navegador.get(f"{LISTA}{salida.pk}/change/")
    return [str(boton["texto"]) for boton in pagina.context["botones"]]


def test_following_a_link_changes_nothing(bruno: Usuario, como: Navegador) -> None:
    salida = una_salida()
    assert como(bruno).get(f"{LISTA}{salida.pk}/hacer/cerrar/").status_code == 405
    assert como(bruno).get(f"{LISTA}{salida.pk}/hacer/cancelar/").status_code == 200
    salida.refresh_from_db()
    assert salida.estado == "abierta"
    assert como(bruno).post(f"{LISTA}{salida.pk}/hacer/cerrar/").status_code == 302
    salida.refresh_from_db()
    assert salida.estado == "cerrada"


@time_machine.travel(datetime(2027, 1, 15, 12, tzinfo=UTC), tick=False)
def test_a_new_departure_is_typed_on_the_clock_of_its_place_and_ends_with_its_tour(
    bruno: Usuario, como: Navegador
) -> None:
    tour = un_tour(duracion=timedelta(hours=6), destino=un_destino(zona_horaria="Europe/Madrid"))
    campos = {"tour": tour.pk, "dia": "2027-02-01", "hora": "09:00", "capacidad": 12, "punto_de_encuentro": ""}
    assert como(bruno).post(f"{LISTA}add/", campos).status_code == 302
    salida = Salida.objects.get()
    assert (salida.inicio, salida.fin) == (
        datetime(2027, 2, 1, 8, tzinfo=UTC),
        datetime(2027, 2, 1, 14, tzinfo=UTC),
    )
    otra_vez = como(bruno).post(f"{LISTA}add/", campos)
    assert otra_vez.context["adminform"].form.errors == {"hora": ["Este tour ya tiene una salida a esa hora."]}


@time_machine.travel(datetime(2027, 1, 15, 12, tzinfo=UTC), tick=False)
def test_the_end_of_the_sale_is_typed_on_the_clock_of_its_place(bruno: Usuario, como: Navegador) -> None:
    tour = un_tour(destino=un_destino(zona_horaria="Europe/Madrid"))
    salida = una_salida(tour=tour, inicio=datetime(2027, 2, 1, 8, tzinfo=UTC))
    url = f"{LISTA}{salida.pk}/change/"
    pagina = como(bruno).get(url)
    assert 'value="07:00"' in pagina.text
    campos = {"capacidad": 10, "punto_de_encuentro": "", "cierra_en_0": "2027-01-31", "cierra_en_1": "20:00"}
    inlines = {
        f"{inline}-{total}_FORMS": 0 for inline in ("reservas", "transiciones") for total in ("TOTAL", "INITIAL")
    }
    assert como(bruno).post(url, campos | inlines).status_code == 302
    salida.refresh_from_db()
    assert salida.cierra_en == datetime(2027, 1, 31, 19, tzinfo=UTC)


def test_the_counters_and_what_was_decided_cannot_be_edited(ana: Usuario, bruno: Usuario, como: Navegador) -> None:
    salida = una_salida(capacidad=10)
    una_reserva(ana, salida=salida, plazas=2)
    pagina = como(bruno).get(f"{LISTA}{salida.pk}/change/")
    assert "2 de 10" in pagina.text
    assert set(pagina.context["adminform"].form.fields) == {"capacidad", "punto_de_encuentro", "cierra_en"}
    cancelar_salida(salida, "Paro", DEL_SISTEMA)
    pagina = como(bruno).get(f"{LISTA}{salida.pk}/change/")
    assert set(pagina.context["adminform"].form.fields) == set()


def test_departures_are_cancelled_and_not_deleted(bruno: Usuario, como: Navegador) -> None:
    salida = una_salida()
    bruno.is_superuser = True
    bruno.save()
    assert como(bruno).post(f"{LISTA}{salida.pk}/delete/", {"post": "yes"}).status_code == 403
    assert Salida.objects.count() == 1


@pytest.mark.parametrize(
    ("filtro", "quedan"),
    [
        ("", ["libre", "llena", "sin_guia"]),
        ("cuando=pasadas", ["pasada"]),
        ("cuando=todas", ["libre", "llena", "pasada", "sin_guia"]),
        ("ocupacion=casi_llenas", ["llena"]),
        ("ocupacion=agotadas", []),
        ("con_guia=no", ["sin_guia"]),
    ],
)
def test_the_list_is_filtered_as_operators_look_for_things(
    filtro: str, quedan: list[str], ana: Usuario, bruno: Usuario, como: Navegador
) -> None:
    hechas = {
        "llena": una_salida(capacidad=10, guia=un_guia()),
        "libre": una_salida(capacidad=10, guia=un_guia()),
        "sin_guia": una_salida(capacidad=10),
        "pasada": una_salida(capacidad=10, guia=un_guia(), inicio=timezone.now() - timedelta(days=2)),
    }
    una_reserva(ana, salida=hechas["llena"], plazas=9)
    pagina = como(bruno).get(f"{LISTA}?{filtro}")
    vistas = {salida.pk for salida in pagina.context["cl"].result_list}
    assert sorted(nombre for nombre, salida in hechas.items() if salida.pk in vistas) == quedan


def test_a_guide_sees_the_departures_they_lead_and_who_travels_on_them(ana: Usuario, como: Navegador) -> None:
    nilda = un_usuario("nilda", is_staff=True, rol="guia")
    nilda.groups.add(crear_grupos()[GUIAS])
    suya, ajena = una_salida(guia=un_guia(usuario=nilda)), una_salida()
    una_reserva(ana, salida=suya)
    navegador = como(nilda)
    assert [salida.pk for salida in navegador.get(LISTA).context["cl"].result_list] == [suya.pk]
    pagina = navegador.get(f"{LISTA}{suya.pk}/change/")
    assert "Ana" in pagina.text
    assert pagina.context["botones"] == []
    assert navegador.get(f"{LISTA}{ajena.pk}/change/").status_code == 302  # as if it did not exist
