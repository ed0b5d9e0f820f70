"""Correct the contact and the notes of a living reservation; seats and price stay."""

from collections.abc import Mapping

from django.db.models import F
from django.utils import timezone

from turismo.reglas import VersionDistinta
from turismo.reservas.models import Reserva
from turismo.reservas.reglas import TransicionInvalida

CAMPOS = ("contacto_nombre", "contacto_email", "contacto_telefono", "notas")


def corregir_contacto(reserva: Reserva, cambios: Mapping[str, str]) -> Reserva:
    """Raise VersionDistinta if the reservation has changed since it was read, TransicionInvalida if it is not alive."""
    viva = Reserva.objects.vivas().filter(pk=reserva.pk, version=reserva.version)
    version = reserva.version
    hecho = viva.update(**cambios, version=F("version") + 1, actualizada_en=timezone.now())
    reserva.refresh_from_db(fields=[*CAMPOS, "estado", "version", "actualizada_en"])
    if not hecho:
        raise TransicionInvalida if reserva.version == version else VersionDistinta
    return reserva
