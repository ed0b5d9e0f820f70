"""Each use case, run through its public entry point, records one notification for its audiences."""

from datetime import UTC, datetime, timedelta

import pytest
from django.apps import apps
from django.db import transaction
from django.test import Client
from django.utils import timezone

from notifications.audiences import Audience
from notifications.events import catalogue
from notifications.models import Notification
from tests.turismo.avisos import avisos, datos
from tests.turismo.conftest import Navegador
from tests.turismo.fabrica import CLAVE, PLAZOS, un_destino, un_servicio, un_tour, una_reserva, una_salida
from turismo.catalogo.models import Tour
from turismo.usuarios.models import Usuario

pytestmark = pytest.mark.django_db

JSON = "application/json"
SIN_SALIDAS = {"salidas-TOTAL_FORMS": 0, "salidas-INITIAL_FORMS": 0}


def test_the_staff_hears_that_somebody_registers(client: Client) -> None:
    respuesta = client.post(
        "/usuarios/register",
        {"username": "juan", "email": "juan@example.com", "password": CLAVE, "nombre": "Juan"},
        JSON,
    )
    assert respuesta.status_code == 201
    assert avisos() == [("usuario_registrado", "staff", "Nuevo usuario: Juan")]
    assert datos("usuario_registrado") == {
        "usuario_id": respuesta.json()["id"],
        "nombre": "Juan",
        "rol": "turista",
    }


def test_the_staff_hears_that_somebody_logs_in(client: Client, ana: Usuario) -> None:
    client.post("/api/usuarios/login", {"username": "ana", "password": CLAVE}, JSON)
    assert avisos("sesion_iniciada") == [("sesion_iniciada", "staff", "Ana inició sesión")]
    assert datos("sesion_iniciada") == {"usuario_id": ana.pk, "nombre": "Ana"}


def test_a_login_to_the_admin_is_a_login(client: Client, bruno: Usuario) -> None:
    client.post("/admin/login/", {"username": "bruno", "password": CLAVE})
    assert avisos("sesion_iniciada") == [("sesion_iniciada", "staff", "Bruno inició sesión")]


def test_the_staff_and_its_customer_hear_of_a_reservation(ana: Usuario, como: Navegador) -> None:
    salida = una_salida(inicio=datetime(2126, 12, 1, 17, tzinfo=UTC))
    respuesta = como(ana).post("/api/reservas", {"salida": salida.pk, "plazas": 2}, JSON)
    localizador = respuesta.json()["localizador"]
    assert avisos("reserva_creada") == [
        ("reserva_creada", f"staff user:{ana.pk}", f"Nueva reserva {localizador} de Ana: 2 × Salar al atardecer")
    ]
    assert datos("reserva_creada") == {
        "localizador": localizador,
        "usuario_id": ana.pk,
        "cliente": "Ana",
        "tour": "Salar al atardecer",
        "inicio": "2126-12-01T13:00:00-04:00",
        "plazas": 2,
        "total": "110.00",
        "moneda": "USD",
        "expira_en": respuesta.json()["expira_en"],
    }


def test_everyone_hears_how_many_seats_are_left_but_not_who_took_them(ana: Usuario, como: Navegador) -> None:
    salida = una_salida(tour=un_tour(slug="salar"), inicio=datetime(2126, 12, 1, 17, tzinfo=UTC), capacidad=10)
    Notification.objects.all().delete()
    como(ana).post("/api/reservas", {"salida": salida.pk, "plazas": 2}, JSON)
    assert avisos("disponibilidad_cambiada") == [
        ("disponibilidad_cambiada", "everyone", "Plazas libres en Salar al atardecer el 01/12 a las 13:00: 8")
    ]
    assert datos("disponibilidad_cambiada") == {
        "salida_id": salida.pk,
        "slug": "salar",
        "tour": "Salar al atardecer",
        "inicio": "2126-12-01T13:00:00-04:00",
        "libres": 8,
        "capacidad": 10,
        "estado": "abierta",
        "disponibilidad": "disponible",
    }


def test_a_sale_by_telephone_concerns_only_the_staff() -> None:
    una_reserva(None)
    assert [audiencia for _tipo, audiencia, _mensaje in avisos("reserva_creada")] == ["staff"]


def test_the_staff_hears_that_a_service_is_contracted(ana: Usuario, como: Navegador) -> None:
    reserva = una_reserva(ana)
    como(ana).post(
        "/api/contrataciones",
        {"reserva": reserva.localizador, "servicio": un_servicio().slug, "cantidad": 2},
        JSON,
    )
    mensaje = f"Servicio contratado: 2 × Bolsa de dormir (reserva {reserva.localizador})"
    assert avisos("servicio_contratado") == [("servicio_contratado", "staff", mensaje)]
    assert datos("servicio_contratado") == {
        "localizador": reserva.localizador,
        "usuario_id": ana.pk,
        "servicio": "Bolsa de dormir",
        "cantidad": 2,
    }


def test_members_hear_of_a_recommendation(ana: Usuario, como: Navegador) -> None:
    respuesta = como(ana).post(
        "/api/recomendaciones", {"tour": un_tour().slug, "puntaje": 5, "comentario": "Lleven abrigo."}, JSON
    )
    assert avisos("recomendacion_creada") == [
        ("recomendacion_creada", "members", "Ana recomienda Salar al atardecer: 5 de 5")
    ]
    assert datos("recomendacion_creada") == {
        "recomendacion_id": respuesta.json()["id"],
        "autor": "Ana",
        "tour": "Salar al atardecer",
        "puntaje": 5,
    }


@pytest.mark.parametrize(
    ("modelo", "campos", "aviso"),
    [
        (
            "tour",
            {"precio": "55", "moneda": "USD", **PLAZOS, **SIN_SALIDAS},
            ("tour_creado", "everyone", "Nuevo tour: Yungas"),
        ),
        (
            "servicio",
            {"categoria": "comida", "precio": "14.00", "moneda": "USD", "por": "persona"},
            ("servicio_creado", "everyone", "Nuevo servicio: Yungas"),
        ),
        (
            "destino",
            {"pais": "BO", "zona_horaria": "America/La_Paz"},
            ("destino_creado", "everyone", "Nuevo destino: Yungas"),
        ),
        ("guia", {"idiomas": "es ay"}, ("guia_creado", "everyone", "Nuevo guía: Yungas")),
    ],
)
def test_everyone_hears_what_the_admin_adds_to_the_catalogue(
    modelo: str, campos: dict[str, object], aviso: tuple[str, str, str], bruno: Usuario, como: Navegador
) -> None:
    if modelo == "tour":
        campos = campos | {"destino": str(un_destino().pk), "tarifas-TOTAL_FORMS": 0, "tarifas-INITIAL_FORMS": 0}
    respuesta = como(bruno).post(
        f"/admin/catalogo/{modelo}/add/", {"nombre": "Yungas", "slug": "yungas", "estado": "publicado", **campos}
    )
    assert respuesta.status_code == 302
    assert avisos()[-1] == aviso
    fila = apps.get_model("catalogo", modelo).objects.get(slug="yungas")
    assert datos(aviso[0]) == {"id": fila.pk, "slug": "yungas", "nombre": "Yungas"}


@pytest.mark.parametrize(
    ("accion", "tipo", "mensaje"),
    [
        ("confirmar", "reserva_confirmada", "Reserva {} confirmada: Salar al atardecer"),
        ("cancelar", "reserva_cancelada", "Reserva {} cancelada: Salar al atardecer"),
    ],
)
def test_the_staff_and_its_customer_hear_what_the_admin_does_with_a_reservation(
    accion: str, tipo: str, mensaje: str, ana: Usuario, bruno: Usuario, como: Navegador
) -> None:
    reserva = una_reserva(ana)
    como(bruno).post(f"/admin/reservas/reserva/{reserva.pk}/hacer/{accion}/", {"motivo": "Fiebre", "_hacer": "1"})
    assert avisos(tipo) == [(tipo, f"staff user:{ana.pk}", mensaje.format(reserva.localizador))]


def test_what_is_rolled_back_was_never_said(ana: Usuario) -> None:
    salida = una_salida()
    antes = avisos()
    with transaction.atomic():
        una_reserva(ana, salida=salida)
        transaction.set_rollback(True)
    assert avisos() == antes


def pasar_a(estado: str, tour: Tour) -> None:
    tour.estado = estado
    tour.save()


def test_a_draft_is_announced_when_it_is_first_published_and_never_again() -> None:
    tour = un_tour(estado="borrador", nombre="Yungas")
    assert avisos("tour_creado") == []
    for estado in ("publicado", "archivado", "publicado"):
        pasar_a(estado, tour)
    assert avisos("tour_creado") == [("tour_creado", "everyone", "Nuevo tour: Yungas")]


def test_copies_that_were_read_as_drafts_announce_the_tour_once() -> None:
    pk = un_tour(estado="borrador", nombre="Yungas").pk
    una, otra, vieja = (Tour.objects.get(pk=pk) for _copia in range(3))
    pasar_a("publicado", una)
    pasar_a("publicado", otra)
    pasar_a("borrador", vieja)
    pasar_a("publicado", vieja)
    assert avisos("tour_creado") == [("tour_creado", "everyone", "Nuevo tour: Yungas")]


def test_tours_published_in_bulk_are_announced_one_by_one() -> None:
    destino = un_destino()
    ahora = timezone.now()
    Tour.objects.bulk_create(
        Tour(
            nombre=nombre,
            slug=nombre.lower(),
            destino=destino,
            duracion=timedelta(hours=1),
            precio=1,
            moneda="USD",
            estado="publicado",
            publicado_en=ahora,
        )
        for nombre in ("Uno", "Dos")
    )
    assert [mensaje for _tipo, _audiencia, mensaje in avisos("tour_creado")] == ["Nuevo tour: Uno", "Nuevo tour: Dos"]


def test_what_is_for_everybody_names_nobody() -> None:
    """The fields that payloads for a general audience may have. A new field must be added here by hand."""
    publicos = {
        nombre
        for evento in catalogue.values()
        if evento.audiences_for({}) & {Audience.EVERYONE, Audience.MEMBERS}
        for nombre in evento.__struct_fields__
    }
    assert publicos == {
        "id",
        "slug",
        "nombre",
        "salida_id",
        "tour",
        "inicio",
        "libres",
        "capacidad",
        "estado",
        "disponibilidad",
        "precio",
        "moneda",
        "nombre_en",
        "desde",
        "tarifas",
        "recomendacion_id",
        "autor",
        "puntaje",
    }
