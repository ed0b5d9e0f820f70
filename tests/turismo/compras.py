"""Rows for a server under test, and their state afterwards. It prints, because it runs in a process beside the test."""

import json
from datetime import timedelta

from django.db.models import Sum
from django.test import Client
from django.utils import timezone

from tests.turismo.fabrica import un_tour, un_usuario, una_salida
from turismo.catalogo.models import Salida
from turismo.reservas.models import Reserva


def preparar(salidas: int, capacidad: int, *personas: str) -> None:
    """Create departures of one tour and a session for each user. Bruno is on the staff."""
    tour = un_tour()
    manana = timezone.now() + timedelta(days=1)
    nuevas = [una_salida(tour=tour, capacidad=capacidad, inicio=manana + timedelta(days=n)) for n in range(salidas)]
    print(json.dumps({"salidas": [salida.pk for salida in nuevas], **{quien: sesion(quien) for quien in personas}}))


def sesion(quien: str) -> str:
    navegador = Client()
    navegador.force_login(un_usuario(quien, is_staff=quien == "bruno"))
    return navegador.cookies["sessionid"].value


def contar() -> None:
    """Print for each departure its counter, the seats of its reservations and their number."""
    print(json.dumps([cuenta(salida) for salida in Salida.objects.order_by("pk")]))


def cuenta(salida: Salida) -> list[int]:
    suyas = Reserva.objects.vivas().filter(salida=salida)
    return [salida.plazas_ocupadas, suyas.aggregate(suma=Sum("plazas"))["suma"], suyas.count()]
