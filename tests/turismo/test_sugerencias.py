"""Each traveller gets suitable tours with the reason, privately; the same data always give the same suggestions."""

import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.translation import override

from notifications.audiences import Audience, audiences_of
from tests.servers import Server
from tests.turismo.avisos import avisos, datos
from tests.turismo.carreras import todos_a_la_vez
from tests.turismo.conftest import Navegador
from tests.turismo.fabrica import (
    DEL_SISTEMA,
    un_destino,
    un_tour,
    un_usuario,
    un_viaje,
    una_reserva,
    una_salida,
)
from turismo.catalogo.models import Destino, Salida, Tour
from turismo.recomendaciones.models import Sugerencia, Valoracion
from turismo.recomendaciones.sugerencias import recomendar
from turismo.recomendaciones.valoraciones import valorar
from turismo.reservas.dominio.movimientos import CANCELAR, mover
from turismo.reservas.models import Reserva
from turismo.usuarios.models import Usuario

pytestmark = pytest.mark.django_db

LEJOS = timedelta(days=200)  # a departure so far away that it is no reason by itself


def en_venta(nombre: str, *, dentro_de: timedelta = LEJOS, destino: Destino | None = None, **salida: object) -> Tour:
    tour = un_tour(nombre=nombre, **({"destino": destino} if destino else {}))
    una_salida(tour=tour, inicio=timezone.now() + dentro_de, **salida)
    return tour


def reserva_de(usuario: Usuario, tour: Tour) -> Reserva:
    salida = tour.salidas.first()
    return una_reserva(usuario, salida=salida, plazas=1)


def sugerido(usuario: Usuario) -> list[tuple[str, str]]:
    return [(una.tour.nombre, una.explicacion) for una in Sugerencia.objects.filter(usuario=usuario)]


def nombres(usuario: Usuario) -> list[str]:
    return [nombre for nombre, _motivo in sugerido(usuario)]


def recomendar_a_todos() -> int:
    return recomendar(Usuario.objects.all())


def test_what_other_travellers_also_booked_is_suggested(ana: Usuario, carla: Usuario) -> None:
    valle, salar, _otro = en_venta("Valle Sagrado"), en_venta("Salar"), en_venta("Otro")
    reserva_de(ana, valle)
    reserva_de(carla, valle)
    reserva_de(carla, salar)
    reserva_de(carla, salar)  # booking twice weighs no more than once
    recomendar_a_todos()
    assert sugerido(ana) == [("Salar", "quienes reservaron Valle Sagrado también lo reservaron")]
    # One of the two bookers of Valle Sagrado: half of the reason's weight.
    assert Sugerencia.objects.get(usuario=ana).puntaje == Decimal("0.2")


def test_the_destination_of_a_trip_is_suggested_again(ana: Usuario) -> None:
    cusco = un_destino(nombre="Cusco")
    reserva_de(ana, en_venta("Valle Sagrado", destino=cusco))
    en_venta("Moray", destino=cusco)
    en_venta("Atacama")
    recomendar_a_todos()
    assert sugerido(ana) == [("Moray", "está en Cusco, un destino que usted ya eligió")]


def test_who_reads_english_reads_english_names_in_the_reason(ana: Usuario, carla: Usuario) -> None:
    cusco = un_destino(nombre="Cusco", nombre_en="Cuzco")
    salar, moray = en_venta("Salar"), en_venta("Moray", destino=cusco)
    Tour.objects.filter(pk=salar.pk).update(nombre_en="Salt flats")
    reserva_de(ana, salar)
    reserva_de(carla, salar)
    reserva_de(carla, moray)
    en_venta("Pisac", destino=cusco)
    recomendar_a_todos()
    with override("en"):
        assert sugerido(ana) == [("Moray", "those who booked Salt flats booked it too")]
        assert sugerido(carla) == [("Pisac", "it is in Cuzco, a destination you have chosen before")]


def test_what_travellers_rate_highly_is_suggested(ana: Usuario, carla: Usuario) -> None:
    for nombre, notas in {"Salar": (5, 4), "Regular": (3, 3), "Malo": (1, 2)}.items():
        tour = en_venta(nombre)
        for numero, nota in enumerate(notas):
            viajero = un_usuario(f"{tour.slug}-{numero}")
            valorar(un_viaje(viajero, tour=tour), viajero, nota)
    recomendar(Usuario.objects.filter(pk=ana.pk))
    assert sugerido(ana) == [("Salar", "sus viajeros lo valoran con 4,5 de 5")]
    # Ratings count from 3 on; 5 would give the whole 0.2.
    assert Sugerencia.objects.get().puntaje == Decimal("0.15")


def test_a_hidden_rating_does_not_count(ana: Usuario, carla: Usuario) -> None:
    valorar(un_viaje(carla, tour=en_venta("Salar")), carla, 5)
    Valoracion.objects.update(publicada=False)
    recomendar_a_todos()
    assert sugerido(ana) == []


def test_what_leaves_soon_is_suggested_with_the_day_of_its_place(ana: Usuario) -> None:
    with time_machine.travel(datetime(2126, 11, 1, tzinfo=UTC), tick=False):
        # Still the fourth in La Paz.
        una_salida(tour=un_tour(nombre="Salar"), inicio=datetime(2126, 12, 5, 2, tzinfo=UTC))
        recomendar_a_todos()
    assert sugerido(ana) == [("Salar", "sale pronto, el 4 de diciembre")]


def test_the_reason_that_weighs_most_is_told(ana: Usuario, carla: Usuario) -> None:
    cusco = un_destino(nombre="Cusco")
    valle, moray = en_venta("Valle", destino=cusco), en_venta("Moray", destino=cusco, dentro_de=timedelta(days=1))
    reserva_de(ana, valle)
    reserva_de(carla, valle)
    reserva_de(carla, moray)
    recomendar_a_todos()
    assert sugerido(ana) == [("Moray", "está en Cusco, un destino que usted ya eligió")]
    una = Sugerencia.objects.get(usuario=ana)
    # Half of 0.4, all of 0.3, and the part of 0.1 that the whole days until then leave.
    assert una.puntaje == Decimal("0.6")


@pytest.mark.parametrize(
    "preparar",
    [
        lambda ana: reserva_de(ana, en_venta("Salar", dentro_de=timedelta(days=3))),
        lambda ana: un_viaje(ana, tour=en_venta("Salar", dentro_de=timedelta(days=3))),
        lambda ana: en_venta("Salar", dentro_de=timedelta(days=3), estado="cerrada"),
        lambda ana: en_venta("Salar", dentro_de=timedelta(days=3), capacidad=2, plazas_ocupadas=2),
        lambda ana: un_tour(),
        lambda ana: una_salida(tour=un_tour(estado="archivado")),
    ],
    ids=["booked", "made", "closed", "sold out", "without departure", "withdrawn"],
)
def test_what_is_booked_or_not_for_sale_is_not_suggested(preparar: Callable[[Usuario], object], ana: Usuario) -> None:
    preparar(ana)
    recomendar_a_todos()
    assert sugerido(ana) == []


def test_a_cancelled_reservation_was_not_a_trip(ana: Usuario) -> None:
    reserva = reserva_de(ana, en_venta("Salar", dentro_de=timedelta(days=3)))
    mover(reserva, CANCELAR, DEL_SISTEMA)
    recomendar_a_todos()
    assert nombres(ana) == ["Salar"]


def test_at_most_five_are_suggested_the_nearest_first(ana: Usuario) -> None:
    for dias in (40, 10, 30, 60, 20, 50):
        en_venta(f"En {dias} días", dentro_de=timedelta(days=dias, hours=1))
    recomendar_a_todos()
    assert nombres(ana) == [f"En {dias} días" for dias in (10, 20, 30, 40, 50)]


def test_equal_scores_are_ordered_by_departure_and_then_by_age(ana: Usuario) -> None:
    with time_machine.travel(timezone.now(), tick=False):
        for nombre, horas in {"Segundo": 30, "Tercero": 30, "Primero": 26}.items():
            en_venta(nombre, dentro_de=timedelta(hours=horas))
        recomendar_a_todos()
    assert len({una.puntaje for una in Sugerencia.objects.all()}) == 1
    assert nombres(ana) == ["Primero", "Segundo", "Tercero"]


def test_only_active_travellers_get_suggestions(ana: Usuario, bruno: Usuario, carla: Usuario) -> None:
    carla.is_active = False
    carla.save()
    en_venta("Salar", dentro_de=timedelta(days=3))
    assert recomendar_a_todos() == 1
    assert Sugerencia.objects.get().usuario == ana


def test_who_travels_no_more_loses_their_suggestions(ana: Usuario) -> None:
    en_venta("Salar", dentro_de=timedelta(days=3))
    recomendar_a_todos()
    ana.is_active = False
    ana.save()
    recomendar_a_todos()
    assert Sugerencia.objects.count() == 0


def test_nobody_but_its_owner_hears_of_a_suggestion(ana: Usuario, bruno: Usuario, carla: Usuario) -> None:
    tour = en_venta("Salar", destino=(destino := un_destino(nombre="Uyuni")))
    un_viaje(ana, tour=un_tour(destino=destino))
    recomendar_a_todos()
    mensaje = "Le puede gustar Salar: está en Uyuni, un destino que usted ya eligió"
    assert avisos("sugerencia_creada") == [("sugerencia_creada", f"user:{ana.pk}", mensaje)]
    assert datos("sugerencia_creada") == {
        "usuario_id": ana.pk,
        "tour": "Salar",
        "slug": tour.slug,
        "motivo": "está en Uyuni, un destino que usted ya eligió",
    }
    suya = Audience.user(ana.pk)
    assert [suya in audiences_of(quien) for quien in (ana, bruno, carla)] == [True, False, False]


def test_the_message_is_in_one_language_whoever_generates_it(ana: Usuario, carla: Usuario) -> None:
    valorar(un_viaje(carla, tour=en_venta("Salar")), carla, 5)
    with override("en"):
        recomendar_a_todos()
    assert [mensaje for _tipo, _audiencia, mensaje in avisos("sugerencia_creada")] == [
        "Le puede gustar Salar: sus viajeros lo valoran con 5,0 de 5"
    ]


def test_the_reason_is_told_as_its_reader_writes_numbers(ana: Usuario, carla: Usuario) -> None:
    valorar(un_viaje(carla, tour=en_venta("Salar")), carla, 5)
    recomendar_a_todos()
    with override("en"):
        assert "5.0" in Sugerencia.objects.get(usuario=ana).explicacion


def test_only_what_is_new_to_somebody_is_announced(ana: Usuario, carla: Usuario) -> None:
    salar = en_venta("Salar", dentro_de=timedelta(days=50))
    assert recomendar_a_todos() == 2
    assert recomendar_a_todos() == 0
    en_venta("Valle", dentro_de=timedelta(days=60))
    reserva_de(carla, salar)
    assert recomendar_a_todos() == 2
    assert [audiencia for _tipo, audiencia, _mensaje in avisos("sugerencia_creada")] == [
        f"user:{quien.pk}" for quien in (ana, carla, ana, carla)
    ]


def test_the_score_and_the_reason_are_renewed(ana: Usuario) -> None:
    una_salida(tour=un_tour(nombre="Salar"), inicio=timezone.now() + timedelta(days=80))
    recomendar_a_todos()
    antes = Sugerencia.objects.get()
    with time_machine.travel(timezone.now() + timedelta(days=40)):
        recomendar_a_todos()
        despues = Sugerencia.objects.get()
        assert timezone.now() - despues.generada_en < timedelta(minutes=1)
    assert despues.pk == antes.pk
    assert despues.puntaje > antes.puntaje
    assert len(avisos("sugerencia_creada")) == 1


def test_what_no_longer_suits_is_withdrawn(ana: Usuario) -> None:
    salar = en_venta("Salar", dentro_de=timedelta(days=3))
    en_venta("Valle", dentro_de=timedelta(days=4))
    recomendar_a_todos()
    Salida.objects.filter(tour=salar).update(estado="cerrada")
    recomendar_a_todos()
    assert nombres(ana) == ["Valle"]


def test_suggestions_that_are_rolled_back_were_never_said(ana: Usuario) -> None:
    en_venta("Salar", dentro_de=timedelta(days=3))
    with transaction.atomic():
        recomendar_a_todos()
        transaction.set_rollback(True)
    assert (Sugerencia.objects.count(), avisos("sugerencia_creada")) == (0, [])


@pytest.mark.django_db(transaction=True)
def test_of_many_runs_at_once_each_suggestion_comes_once(ana: Usuario, carla: Usuario) -> None:
    for dias in range(1, 8):
        en_venta(f"Tour {dias}", dentro_de=timedelta(days=dias))
    assert todos_a_la_vez(*[recomendar_a_todos] * 4) == {"ok": 4}
    assert Sugerencia.objects.count() == len(avisos("sugerencia_creada")) == 2 * 5


# It prints its answer, because it runs in another process, on the server's database.
RECOMENDAR_A_LA_VEZ = """
from datetime import timedelta
from tests.turismo.fabrica import un_usuario
from tests.turismo.carreras import todos_a_la_vez
from tests.turismo.test_sugerencias import en_venta, recomendar_a_todos
from turismo.recomendaciones.models import Sugerencia

for numero in range(1, 8):
    un_usuario(f"viajero{numero}")
    en_venta(f"Tour {numero}", dentro_de=timedelta(days=numero))
print(dict(todos_a_la_vez(*[recomendar_a_todos] * 4)), Sugerencia.objects.count())
"""


@pytest.mark.postgresql
def test_on_postgresql_they_come_once_too(database_url: str) -> None:
    server = Server(env={"DATABASE_URL": database_url})
    dicho = server.shell(RECOMENDAR_A_LA_VEZ)
    shutil.rmtree(server.folder)
    assert dicho == "{'ok': 4} 35\n"


def consultas(hacer: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as contexto:
        hacer()
    return len(contexto)


def test_more_travellers_and_tours_ask_no_more_of_the_database() -> None:
    def uno_mas() -> None:
        viajero = un_usuario(f"viajero{Usuario.objects.count()}")
        tour, otro = (en_venta(f"Tour {Tour.objects.count()}", dentro_de=timedelta(days=9)) for _vez in range(2))
        valorar(un_viaje(viajero, tour=tour), viajero, 5)
        reserva_de(viajero, otro)

    uno_mas()
    uno_mas()
    # Each has a suggestion to add, one to renew and one to withdraw.
    recomendar_a_todos()
    uno_mas()
    con_tres = consultas(recomendar_a_todos)
    for _vez in range(5):
        uno_mas()
    assert consultas(recomendar_a_todos) == con_tres
    assert Sugerencia.objects.count() == 8 * 5


@pytest.mark.parametrize("puntaje", ["-0.1", "1.1"])
def test_the_database_itself_refuses_a_score_out_of_range(puntaje: str, ana: Usuario) -> None:
    with pytest.raises(IntegrityError, match="recomendaciones_puntaje_de_0_a_1"):
        Sugerencia.objects.create(
            usuario=ana,
            tour=un_tour(),
            puntaje=Decimal(puntaje),
            motivo="destino",
            parametros={"destino": "Cusco"},
            generada_en=timezone.now(),
        )


def orden(*opciones: str) -> str:
    salida = StringIO()
    call_command("recomendar", *opciones, stdout=salida)
    return salida.getvalue()


def test_the_command_renews_everybodys_or_somebodys(ana: Usuario, carla: Usuario) -> None:
    en_venta("Salar", dentro_de=timedelta(days=3))
    assert orden("--usuario", "ana") == "Sugerencias nuevas: 1.\n"
    assert [una.usuario for una in Sugerencia.objects.all()] == [ana]
    assert orden() == "Sugerencias nuevas: 1.\n"
    assert orden("--usuario", "ana") == "Sugerencias nuevas: 0.\n"
    assert (nombres(ana), nombres(carla)) == (["Salar"], ["Salar"])
    with pytest.raises(CommandError, match="'nadie'"):
        orden("--usuario", "nadie")


def test_everybody_reads_only_their_own(ana: Usuario, carla: Usuario, como: Navegador, client: Client) -> None:
    cusco = un_destino(nombre="Cusco")
    tour = en_venta("Moray", destino=cusco)
    un_viaje(ana, tour=un_tour(destino=cusco))
    recomendar_a_todos()
    una = Sugerencia.objects.get()
    assert como(ana).get("/api/sugerencias").json()["results"] == [
        {
            "tour": tour.slug,
            "nombre": "Moray",
            "puntaje": "0.3000",
            "motivo": "está en Cusco, un destino que usted ya eligió",
            "generada_en": f"{una.generada_en:%Y-%m-%dT%H:%M:%S.%fZ}",
        }
    ]
    assert como(carla).get("/api/sugerencias").json()["results"] == []
    assert client.get("/api/sugerencias").json()["codigo"] == "SIN_SESION"


def test_what_was_booked_or_sold_out_meanwhile_is_not_read(ana: Usuario, carla: Usuario, como: Navegador) -> None:
    salar = en_venta("Salar", dentro_de=timedelta(days=3))
    valle = en_venta("Valle", dentro_de=timedelta(days=4), capacidad=1)
    en_venta("Moray", dentro_de=timedelta(days=5))
    recomendar_a_todos()
    reserva_de(ana, salar)
    reserva_de(carla, valle)
    assert [una["nombre"] for una in como(ana).get("/api/sugerencias").json()["results"]] == ["Moray"]


def test_the_staff_reads_suggestions_and_changes_none(ana: Usuario, bruno: Usuario, como: Navegador) -> None:
    en_venta("Salar", dentro_de=timedelta(days=3))
    recomendar_a_todos()
    lista = "/admin/recomendaciones/sugerencia/"
    navegador = como(bruno)
    assert navegador.get(f"{lista}?q=salar").context["cl"].result_count == 1
    pagina = f"{lista}{Sugerencia.objects.get().pk}/"
    assert navegador.get(f"{pagina}change/").status_code == 200
    assert [navegador.post(f"{pagina}{que}/", {"post": "yes"}).status_code for que in ("change", "delete")] == [
        403,
        403,
    ]
    assert navegador.get(f"{lista}add/").status_code == 403


@pytest.mark.parametrize(
    "lista",
    [
        "/api/sugerencias",
        "/admin/recomendaciones/sugerencia/",
        "/api/tours/uno/valoraciones",
        "/admin/recomendaciones/valoracion/",
    ],
)
def test_a_longer_list_asks_no_more_of_the_database(lista: str, bruno: Usuario, como: Navegador) -> None:
    ana, uno = un_usuario("ana"), en_venta("Uno")
    uno.slug = "uno"
    uno.save()
    ana.user_permissions.set(bruno.user_permissions.all())
    ana.is_staff = True
    ana.save()
    navegador = como(ana)

    def otra() -> None:
        viajero = un_usuario(f"viajero{Usuario.objects.count()}")
        valorar(un_viaje(viajero, tour=uno), viajero, 5)
        en_venta(f"Tour {Tour.objects.count()}", dentro_de=timedelta(days=9))
        recomendar_a_todos()

    otra()
    navegador.get(lista)  # fill the caches of the process
    con_una = consultas(lambda: navegador.get(lista))
    otra()
    otra()
    assert consultas(lambda: navegador.get(lista)) == con_una
