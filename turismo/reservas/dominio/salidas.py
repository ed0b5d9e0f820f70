"""All changes of the state of a departure: close, open, move, cancel, mark as done.

As with a reservation, each is one guarded UPDATE with its audit row and its signal in the same transaction. All code
takes locks in one order, which prevents deadlocks: the guide, the departure, its reservations.
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
    """Stop its sale; it still takes place."""
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
    """It has taken place, or has begun."""
    ya_salio = Q(inicio__lte=timezone.now())
    pasar(salida, AccionDeSalida.REALIZAR, orden, {"estado": REALIZADA}, si=ya_salio)
    salida.avisar()
    return salida


@transaction.atomic
def cancelar_salida(salida: Salida, motivo: str, orden: Orden) -> Salida:
    """Cancel it: every living reservation is cancelled with a full refund, and each customer gets one notification."""
    comprobar_motivo(motivo, hace_falta=True)
    pasar(salida, AccionDeSalida.CANCELAR, orden, {"estado": CANCELADA}, detalle=motivo)
    canceladas = cancelar_todas(salida, motivo, orden)
    # Not simply zero: seats of completed reservations were used.
    liberar(salida.pk, sum(reserva.plazas for reserva in canceladas))
    salida.refresh_from_db(fields=["plazas_ocupadas"])
    cambio = Cambio(salida, reservas=len(canceladas), motivo=motivo)
    salida_cancelada.send(sender=Salida, cambio=cambio, viajes=viajes_de(cambio, canceladas))
    return salida


@transaction.atomic
def reprogramar(salida: Salida, inicio: datetime, fin: datetime, version: int, orden: Orden) -> Salida:
    """Move it, unless it has changed since `version`. The time from the end of the sale to the start stays the same."""
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
    """Refresh `salida` after the change; raise SalidaInalterable or VersionDistinta if nothing was changed."""
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
