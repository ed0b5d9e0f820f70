"""The catalogue enforces its own rules for every writer."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, models, transaction
from django.utils import timezone

from tests.turismo.avisos import avisos
from tests.turismo.conftest import Navegador
from tests.turismo.fabrica import un_tour, una_reserva, una_salida
from turismo.catalogo.models import Destino, Salida, Tour
from turismo.usuarios.models import Usuario

pytestmark = pytest.mark.django_db

UN_DIA_PASADO = datetime(2026, 1, 2, tzinfo=UTC)  # each process has to name the tests alike


@pytest.mark.parametrize(
    ("modelo", "cambio"),
    [
        (Tour, {"precio": Decimal(-1)}),
        (Tour, {"moneda": "pen"}),
        (Tour, {"duracion": timedelta(0)}),
        (Destino, {"latitud": Decimal(91), "longitud": Decimal(0)}),
        (Destino, {"latitud": Decimal(10), "longitud": None}),
        (Salida, {"capacidad": 0}),
        (Salida, {"plazas_ocupadas": 11}),
        (Salida, {"fin": UN_DIA_PASADO}),
    ],
    ids=str,
)
def test_the_database_refuses_what_cannot_be(modelo: type[models.Model], cambio: dict[str, object]) -> None:
    una_salida(capacidad=10)
    with pytest.raises(IntegrityError), transaction.atomic():
        modelo._default_manager.update(**cambio)


def test_nothing_becomes_public_behind_the_back_of_its_announcement() -> None:
    tour = un_tour(estado="borrador")
    with pytest.raises(IntegrityError), transaction.atomic():
        Tour.objects.filter(pk=tour.pk).update(estado="publicado")


def test_two_departures_of_a_tour_do_not_leave_at_the_same_time() -> None:
    salida = una_salida()
    with pytest.raises(IntegrityError), transaction.atomic():
        una_salida(tour=salida.tour, inicio=salida.inicio)


def test_saving_a_departure_that_was_read_before_does_not_give_seats_back(ana: Usuario) -> None:
    salida = una_salida()
    leida_antes = Salida.objects.get(pk=salida.pk)
    una_reserva(ana, salida=salida, plazas=2)
    leida_antes.punto_de_encuentro = "Plaza Arce"
    leida_antes.save()
    leida_antes.refresh_from_db()
    assert (leida_antes.punto_de_encuentro, leida_antes.plazas_ocupadas) == ("Plaza Arce", 2)


def test_the_admin_says_why_a_departure_cannot_shrink_below_what_is_sold(
    ana: Usuario, bruno: Usuario, como: Navegador
) -> None:
    salida = una_salida(capacidad=10)
    una_reserva(ana, salida=salida, plazas=3)
    inicio, fin = (timezone.localtime(hora) for hora in (salida.inicio, salida.fin))
    respuesta = como(bruno).post(
        f"/admin/catalogo/salida/{salida.pk}/change/",
        {
            "tour": salida.tour_id,
            "inicio_0": f"{inicio:%d/%m/%Y}",
            "inicio_1": f"{inicio:%H:%M:%S}",
            "fin_0": f"{fin:%d/%m/%Y}",
            "fin_1": f"{fin:%H:%M:%S}",
            "capacidad": 2,
            "estado": "abierta",
        },
    )
    assert respuesta.context["adminform"].form.errors == {"capacidad": ["Ya hay 3 plazas ocupadas."]}


def test_who_fills_in_a_reservation_is_offered_what_can_be_sold(bruno: Usuario, como: Navegador) -> None:
    en_venta = una_salida()
    una_salida(tour=en_venta.tour, inicio=timezone.now() - timedelta(days=1))
    una_salida(tour=en_venta.tour, inicio=timezone.now() + timedelta(days=1), estado="cerrada")
    campo = {"app_label": "reservas", "model_name": "reserva", "field_name": "salida", "term": "salar"}
    ofrecidas = como(bruno).get("/admin/autocomplete/", campo).json()["results"]
    assert ofrecidas == [{"id": str(en_venta.pk), "text": str(en_venta)}]


def test_the_admin_publishes_the_selected_drafts(bruno: Usuario, como: Navegador) -> None:
    borradores = [un_tour(estado="borrador", nombre=nombre).pk for nombre in ("Uno", "Dos")]
    como(bruno).post("/admin/catalogo/tour/", {"action": "publicar", "_selected_action": borradores})
    assert sorted(mensaje for _tipo, _audiencia, mensaje in avisos("tour_creado")) == [
        "Nuevo tour: Dos",
        "Nuevo tour: Uno",
    ]
    assert Tour.objects.publicados().count() == 2
