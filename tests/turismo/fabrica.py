"""Rows for the tests: each function creates an ordinary one, except for the given fields."""

from datetime import timedelta
from decimal import Decimal
from itertools import count
from typing import Any

import time_machine
from django.contrib.auth.models import Permission
from django.utils import timezone

from turismo.catalogo.models import Destino, Estado, Guia, Salida, Servicio, Tour
from turismo.reservas.dominio.movimientos import COMPLETAR, CONFIRMAR, mover
from turismo.reservas.dominio.orden import DEL_SISTEMA as DEL_SISTEMA
from turismo.reservas.dominio.ventas import apartar
from turismo.reservas.models import Reserva
from turismo.usuarios.models import Usuario

CLAVE = "caminata-larga"
# The fields that a tour's form requires besides name and price.
PLAZOS = {
    "duracion": "08:00:00",
    "retencion": "00:30:00",
    "corte_reserva": "02:00:00",
    "corte_cancelacion": "24:00:00",
    "min_personas": 1,
    "max_personas": 20,
}

numero = count(1)


def un_usuario(username: str, **campos: Any) -> Usuario:
    usuario: Usuario = Usuario.objects.create_user(
        username, f"{username}@example.com", CLAVE, first_name=username.capitalize(), **campos
    )
    return usuario


def un_permiso(codename: str) -> Permission:
    return Permission.objects.get(codename=codename)


def un_destino(**campos: Any) -> Destino:
    return Destino.objects.create(
        **{
            "nombre": "Salar de Uyuni",
            "slug": f"destino-{next(numero)}",
            "pais": "BO",
            "zona_horaria": "America/La_Paz",
            "estado": Estado.PUBLICADO,
            **campos,
        }
    )


def un_tour(**campos: Any) -> Tour:
    if "destino" not in campos:
        campos["destino"] = un_destino()
    return Tour.objects.create(
        **{
            "nombre": "Salar al atardecer",
            "slug": f"tour-{next(numero)}",
            "duracion": timedelta(hours=8),
            "precio": Decimal("55.00"),
            "moneda": "USD",
            "estado": Estado.PUBLICADO,
            **campos,
        }
    )


def un_guia(**campos: Any) -> Guia:
    return Guia.objects.create(
        **{"nombre": "Ramiro Mamani", "slug": f"guia-{next(numero)}", "estado": Estado.PUBLICADO, **campos}
    )


def un_servicio(**campos: Any) -> Servicio:
    return Servicio.objects.create(
        **{
            "nombre": "Bolsa de dormir",
            "slug": f"servicio-{next(numero)}",
            "precio": Decimal("12.00"),
            "moneda": "USD",
            "estado": Estado.PUBLICADO,
            **campos,
        }
    )


def una_salida(**campos: Any) -> Salida:
    if "tour" not in campos:
        campos["tour"] = un_tour()
    inicio = campos.pop("inicio", timezone.now() + timedelta(days=7))
    return Salida.objects.create(**{"inicio": inicio, "fin": inicio + timedelta(hours=8), "capacidad": 10, **campos})


def una_reserva(usuario: Usuario | None, *, salida: Salida | None = None, plazas: int = 2, **campos: Any) -> Reserva:
    reserva = Reserva(
        usuario=usuario,
        salida=salida or una_salida(),
        plazas=plazas,
        **{"contacto_nombre": str(usuario or "Por teléfono"), **campos},
    )
    return apartar(reserva, DEL_SISTEMA)


def un_viaje(usuario: Usuario | None, *, tour: Tour | None = None) -> Reserva:
    """A reservation whose trip took place last week."""
    entonces = timezone.now() - timedelta(days=8)
    with time_machine.travel(entonces):
        salida = una_salida(tour=tour or un_tour(), inicio=entonces + timedelta(days=1))
        reserva = mover(una_reserva(usuario, salida=salida), CONFIRMAR, DEL_SISTEMA)
    return mover(reserva, COMPLETAR, DEL_SISTEMA)
