"""Spreadsheets: they open in Excel as they are, run no formulas, and each download is logged with its user."""

import csv
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.turismo.conftest import Navegador
from tests.turismo.fabrica import un_permiso, un_usuario, una_reserva, una_salida
from turismo.usuarios.models import Usuario

pytestmark = pytest.mark.django_db

RESERVAS = "/admin/reservas/reserva/"
SALIDAS = "/admin/catalogo/salida/"


def exportar(navegador: Any, lista: str, *objetos: Any) -> Any:
    return navegador.post(lista, {"action": "exportar", "_selected_action": [objeto.pk for objeto in objetos]})


def texto(respuesta: Any) -> str:
    assert respuesta.streaming
    return b"".join(respuesta.streaming_content).decode()


def filas(respuesta: Any) -> list[dict[str, str]]:
    return list(csv.DictReader(texto(respuesta).removeprefix("\ufeff").splitlines()))


def test_a_name_that_is_a_formula_is_only_text(bruno: Usuario, como: Navegador) -> None:
    nombres = ['=HYPERLINK("http://x")', "+1", "-1", "@SUM(1)", "\tTab", "Ana, «la de siempre»"]
    salida = una_salida(capacidad=20)
    reservas = [una_reserva(None, salida=salida, plazas=1, contacto_nombre=nombre) for nombre in nombres]
    escritos = [fila["nombre"] for fila in filas(exportar(como(bruno), RESERVAS, *reservas))]
    assert sorted(escritos) == sorted(
        ['\'=HYPERLINK("http://x")', "'+1", "'-1", "'@SUM(1)", "'\tTab", "Ana, «la de siempre»"]
    )


def test_excel_knows_its_encoding_and_it_comes_as_a_file(ana: Usuario, bruno: Usuario, como: Navegador) -> None:
    respuesta = exportar(como(bruno), RESERVAS, una_reserva(ana))
    assert texto(respuesta).startswith("\ufefflocalizador,estado,")
    assert respuesta.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert respuesta.headers["Content-Disposition"].startswith('attachment; filename="reservas-')


def test_departures_are_told_on_the_clock_of_their_place(ana: Usuario, bruno: Usuario, como: Navegador) -> None:
    salida = una_salida(capacidad=10)
    una_reserva(ana, salida=salida, plazas=3)
    [fila] = filas(exportar(como(bruno), SALIDAS, salida))
    assert {columna: fila[columna] for columna in ("inicio", "capacidad", "plazas ocupadas", "guía")} == {
        "inicio": f"{salida.inicio_local:%Y-%m-%d %H:%M}",
        "capacidad": "10",
        "plazas ocupadas": "3",
        "guía": "",
    }


def test_who_took_peoples_data_is_noted_down(ana: Usuario, bruno: Usuario, como: Navegador) -> None:
    exportar(como(bruno), RESERVAS, una_reserva(ana), una_reserva(ana))
    assert list(LogEntry.objects.values_list("user", "object_repr", "change_message")) == [
        (bruno.pk, "reservas", "Exportar a CSV: 2")
    ]


def test_many_rows_take_no_more_queries_than_few(ana: Usuario, bruno: Usuario, como: Navegador) -> None:
    navegador = como(bruno)

    def consultas(cuantas: int) -> int:
        reservas = [una_reserva(ana) for _ in range(cuantas)]
        with CaptureQueriesContext(connection) as hechas:
            assert len(filas(exportar(navegador, RESERVAS, *reservas))) == cuantas
        return len(hechas)

    consultas(1)  # fill the caches
    assert consultas(6) == consultas(2)


def test_who_may_not_see_reservations_takes_none(ana: Usuario, como: Navegador) -> None:
    diego = un_usuario("diego", is_staff=True)
    diego.user_permissions.add(un_permiso("view_salida"))
    reserva = una_reserva(ana)
    assert exportar(como(diego), RESERVAS, reserva).status_code == 403
    assert como(diego).get(f"{RESERVAS}{reserva.pk}/hacer/exportar/").status_code == 403
