"""Contract services with a living reservation, confirm them and cancel them; the total follows."""

from decimal import Decimal

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from turismo.catalogo.dinero import IMPORTE_MAXIMO
from turismo.catalogo.models import Por, Servicio
from turismo.reservas.models import Contratacion, EstadoDeContratacion, Reserva
from turismo.reservas.reglas import (
    ContratacionInalterable,
    ImporteExcesivo,
    MonedaDistinta,
    ReservaInactiva,
    ServicioDeOtroTour,
    ServicioPorReserva,
)
from turismo.reservas.senales import servicio_anulado, servicio_confirmado

SOLICITADO, CONFIRMADO, ANULADO = EstadoDeContratacion


@transaction.atomic
def contratar(contratacion: Contratacion) -> Contratacion:
    """Save a new service of a reservation and add its price to the total; raise the rule that it breaks."""
    comprobar_servicio(contratacion)
    contratacion.precio_unitario = contratacion.servicio.precio
    sumar(contratacion, contratacion.importe)
    contratacion.save(force_insert=True)
    return contratacion


def comprobar_servicio(contratacion: Contratacion) -> None:
    """Check the rules that need no lock; forms use them too."""
    servicio, reserva = contratacion.servicio, contratacion.reserva
    if servicio.moneda != reserva.moneda:
        raise MonedaDistinta
    if servicio.por == Por.RESERVA and contratacion.cantidad != 1:
        raise ServicioPorReserva
    if not Servicio.objects.para(reserva.salida.tour_id).filter(pk=servicio.pk).exists():
        raise ServicioDeOtroTour


def sumar(contratacion: Contratacion, importe: Decimal) -> None:
    vivas = Reserva.objects.vivas().filter(pk=contratacion.reserva_id)
    con_lugar = vivas.filter(total__lte=IMPORTE_MAXIMO - importe) if importe > 0 else vivas
    cambios = {"total": F("total") + importe, "version": F("version") + 1, "actualizada_en": timezone.now()}
    if not con_lugar.update(**cambios):
        raise ImporteExcesivo if vivas.exists() else ReservaInactiva


@transaction.atomic
def confirmar_servicio(contratacion: Contratacion) -> Contratacion:
    pasar(contratacion, CONFIRMADO, de=(SOLICITADO,))
    if not Reserva.objects.vivas().filter(pk=contratacion.reserva_id).exists():
        raise ReservaInactiva
    servicio_confirmado.send(sender=Contratacion, contratacion=contratacion)
    return contratacion


@transaction.atomic
def anular_servicio(contratacion: Contratacion) -> Contratacion:
    """Take it off the total; the row stays, and the service may be contracted again."""
    pasar(contratacion, ANULADO, de=(SOLICITADO, CONFIRMADO))
    sumar(contratacion, -contratacion.importe)
    servicio_anulado.send(sender=Contratacion, contratacion=contratacion)
    return contratacion


def pasar(contratacion: Contratacion, a: EstadoDeContratacion, *, de: tuple[EstadoDeContratacion, ...]) -> None:
    movida = Contratacion.objects.filter(pk=contratacion.pk, estado__in=de).update(estado=a)
    contratacion.refresh_from_db(fields=["estado"])
    if not movida:
        raise ContratacionInalterable
