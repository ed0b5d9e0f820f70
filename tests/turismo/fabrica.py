"""Rows to begin with: each function makes one that is ordinary but for what the test says."""

from datetime import timedelta
from decimal import Decimal
from itertools import count
from typing import Any

from django.contrib.auth.models import Permission
from django.utils import timezone

from turismo.catalogo.models import Destino, Estado, Guia, Salida, Servicio, Tour
from turismo.reservas.models import Origen, Reserva
from turismo.reservas.movimientos import Orden
from turismo.reservas.ventas import apartar
from turismo.usuarios.models import Usuario

CLAVE = "caminata-larga"
DEL_SISTEMA = Orden(None, Origen.SISTEMA)

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
