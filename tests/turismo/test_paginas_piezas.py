"""The format of amounts, durations, days, time zones, countries and icons on a page."""

import re
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from django.utils.translation import override

from turismo.catalogo.dinero import dinero
from turismo.paginas.fechas import escribir, zona_dicha
from turismo.paginas.paises import nombre_del_pais
from turismo.paginas.postales import postal
from turismo.paginas.templatetags.paginas import dura


def sueltas(texto: str) -> str:
    """With plain spaces, to be read in a test."""
    return texto.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("importe", "en_espanol", "en_ingles"),
    [
        ("0", "USD 0", "USD 0"),
        ("55.00", "USD 55", "USD 55"),
        ("62.5", "USD 62,50", "USD 62.50"),
        ("1250", "USD 1 250", "USD 1,250"),
        ("9999999999.99", "USD 9 999 999 999,99", "USD 9,999,999,999.99"),
    ],
)
def test_an_amount_has_its_currency_and_cents_only_where_there_are_any(
    importe: str, en_espanol: str, en_ingles: str
) -> None:
    assert sueltas(dinero(Decimal(importe), "USD")) == en_espanol
    with override("en"):
        assert sueltas(dinero(Decimal(importe), "USD")) == en_ingles


@pytest.mark.parametrize(
    ("duracion", "dicha"),
    [
        (timedelta(minutes=45), "45 min"),
        (timedelta(hours=8), "8 h"),
        (timedelta(hours=2, minutes=30), "2 h 30 min"),
        (timedelta(days=1), "1 día"),
        (timedelta(days=2, hours=8, minutes=20), "2 días 8 h"),
    ],
)
def test_a_length_of_time_is_told_in_its_two_largest_parts(duracion: timedelta, dicha: str) -> None:
    assert sueltas(dura(duracion)) == dicha


@pytest.mark.parametrize(
    ("formato", "en_espanol", "en_ingles"),
    [
        ("corta", "mié 4 mar, 07:05", "Wed 4 Mar, 07:05"),
        ("larga", "miércoles 4 de marzo, 07:05", "Wednesday 4 March, 07:05"),
    ],
)
def test_a_moment_is_written_as_each_language_does(formato: str, en_espanol: str, en_ingles: str) -> None:
    momento = datetime(2026, 3, 4, 7, 5, tzinfo=UTC)
    assert escribir(momento, formato) == en_espanol
    with override("en"):
        assert escribir(momento, formato) == en_ingles


@pytest.mark.parametrize(("minutos", "dicha"), [(-240, "UTC−4"), (0, "UTC+0"), (345, "UTC+5:45"), (-210, "UTC−3:30")])
def test_a_zone_is_told_as_people_compare_it(minutos: int, dicha: str) -> None:
    assert zona_dicha(datetime(2026, 3, 4, tzinfo=timezone(timedelta(minutes=minutos)))) == dicha


def test_a_country_that_has_no_name_here_has_its_code() -> None:
    assert [nombre_del_pais(codigo) for codigo in ("PE", "IS")] == ["Perú", "IS"]


def test_a_place_has_always_the_same_drawing_and_another_place_another_one() -> None:
    assert postal("uyuni") == postal("uyuni")
    assert postal("uyuni") != postal("cusco")


def test_a_drawing_is_no_way_into_the_page() -> None:
    assert re.findall(r"script|style=|\bon\w+=|href|&lt;", postal('"><script>alert(1)</script>')) == []
