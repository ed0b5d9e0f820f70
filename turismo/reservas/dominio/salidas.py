"""Operate: the only ways in which a departure is closed, opened, moved, called off, or said to have taken place.

As with a reservation, each is one guarded UPDATE with its audit row and its signal in the same transaction. Locks
are taken in one order everywhere, so that nobody waits in a circle: the guide, the departure, its reservations.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.utils import timezone

from turismo.catalogo.models import SALIDAS_VIVAS, EstadoDeSalida, Salida
from turismo.reglas import VersionDistinta
from turismo.reservas.models import AccionDeSalida, Reserva, TransicionSalida
from turismo.reservas.reglas import HorarioInvalido, SalidaInalterable, SalidaRepetida
from turismo.reservas.senales import salida_cancelada, salida_reprogramada

from .cambios import Cambio, viajes_de
from .cancelacion import cancelar_todas
from .orden import Orden, comprobar_motivo
from .plazas import liberar

ABIERTA, CERRADA, CANCELADA, REALIZADA = EstadoDeSalida
SIEMPRE = Q()


@transaction.atomic
def cerrar(salida: Salida, orden: Orden) -> Salida:
    """Stops selling it; it still takes place."""
    pasar(salida, AccionDeSalida.CERRAR, orden, {"estado": CERRADA}, de=(ABIERTA,))
    salida.avisar()
    return salida


@transaction.atomic
def abrir(salida: Salida, orden: Orden) -> Salida:
    pasar(salida, AccionDeSalida.ABRIR, orden, {"estado": ABIERTA}, de=(CERRADA,))
    salida.avisar()
    return salida


@transaction.atomic
def realizar(salida: Salida, orden: Orden) -> Salida:
    """It took place, or has at least begun."""
    ya_salio = Q(inicio__lte=timezone.now())
    pasar(salida, AccionDeSalida.REALIZAR, orden, {"estado": REALIZADA}, si=ya_salio)
    salida.avisar()
    return salida


@transaction.atomic
def cancelar_salida(salida: Salida, motivo: str, orden: Orden) -> Salida:
    """Calls it off: every living reservation is cancelled with its money back, and everyone is told once."""
    comprobar_motivo(motivo, hace_falta=True)
    pasar(salida, AccionDeSalida.CANCELAR, orden, {"estado": CANCELADA}, detalle=motivo)
    canceladas = cancelar_todas(salida, motivo, orden)
    # Not simply zero: whoever had completed the journey has been there.
    liberar(salida.pk, sum(reserva.plazas for reserva in canceladas))
    salida.refresh_from_db(fields=["plazas_ocupadas"])
    cambio = Cambio(salida, reservas=len(canceladas), motivo=motivo)
    salida_cancelada.send(sender=Salida, cambio=cambio, viajes=viajes_de(cambio, canceladas))
    return salida


@transaction.atomic
def reprogramar(salida: Salida, inicio: datetime, fin: datetime, version: int, orden: Orden) -> Salida:
    """Moves it, unless somebody else has changed it since `version`; its sale closes as long before as it did."""
    if not timezone.now() < inicio < fin:
        raise HorarioInvalido
    antes = Salida.objects.select_related("guia").get(pk=salida.pk)
    if antes.version != version:
        raise VersionDistinta
    if (antes.inicio, antes.fin) == (inicio, fin):
        return salida
    if antes.guia:
        antes.guia.tomar_agenda()
        antes.guia.comprobar_libre(inicio, fin, salvo=salida.pk)
    horario = {"inicio": inicio, "fin": fin, "cierra_en": inicio - (antes.inicio - antes.cierra_en)}
    mover_horario(salida, antes, orden, horario)
    vivas = list(Reserva.objects.vivas().filter(salida=salida.pk).order_by("pk"))
    cambio = Cambio(salida, reservas=len(vivas), antes=antes.inicio.astimezone(salida.tour.destino.zona))
    salida_reprogramada.send(sender=Salida, cambio=cambio, viajes=viajes_de(cambio, vivas))
    salida.avisar()
    return salida


def mover_horario(salida: Salida, antes: Salida, orden: Orden, horario: dict[str, datetime]) -> None:
    zona = salida.tour.destino.zona
    detalle = " → ".join(f"{hora.astimezone(zona):%d/%m/%Y %H:%M}" for hora in (antes.inicio, horario["inicio"]))
    try:
        with transaction.atomic():
            pasar(salida, AccionDeSalida.REPROGRAMAR, orden, horario, version=antes.version, detalle=detalle)
    except IntegrityError as error:
        raise SalidaRepetida from error


def pasar(
    salida: Salida,
    accion: AccionDeSalida,
    orden: Orden,
    cambios: Mapping[str, Any],
    *,
    de: tuple[EstadoDeSalida, ...] = SALIDAS_VIVAS,
    si: Q = SIEMPRE,
    version: int | None = None,
    detalle: str = "",
) -> None:
    """Leaves in `salida` what it now is; raises SalidaInalterable or VersionDistinta where nothing was changed."""
    antes = Salida.objects.tomar(salida.pk)
    if version not in (None, antes.version):
        raise VersionDistinta
    posible = Salida.objects.filter(si, pk=salida.pk, estado__in=de)
    if not posible.update(version=F("version") + 1, **cambios):
        raise SalidaInalterable
    salida.refresh_from_db(fields=[*salida.movidas_aparte, "cierra_en", "version"])
    TransicionSalida.objects.create(
        salida=salida,
        accion=accion,
        de=antes.estado,
        a=salida.estado,
        actor=orden.actor,
        origen=orden.origen,
        detalle=detalle,
    )
