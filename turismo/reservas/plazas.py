"""Seats: one guarded UPDATE takes them, so of many buyers at once the database itself lets the right ones through."""

from django.db.models import F

from turismo.catalogo.models import Salida, SalidaQuerySet

from .reglas import ReglaIncumplida, SalidaCerrada, SinCupo
from .senales import cupo_cambiado


def ocupar(salida_id: int, plazas: int) -> None:
    """Raises SinCupo or SalidaCerrada, and then nothing has changed."""
    if not con_lugar(salida_id, plazas).update(plazas_ocupadas=F("plazas_ocupadas") + plazas):
        raise por_que_no(salida_id)
    avisar(salida_id)


def liberar(salida_id: int, plazas: int) -> None:
    Salida.objects.filter(pk=salida_id).update(plazas_ocupadas=F("plazas_ocupadas") - plazas)
    avisar(salida_id)


def con_lugar(salida_id: int, plazas: int) -> SalidaQuerySet:
    return Salida.objects.filter(pk=salida_id).a_la_venta().con_lugar_para(plazas)


def por_que_no(salida_id: int) -> ReglaIncumplida:
    return SinCupo() if Salida.objects.filter(pk=salida_id).a_la_venta().exists() else SalidaCerrada()


def avisar(salida_id: int) -> None:
    salida = Salida.objects.select_related("tour__destino").get(pk=salida_id)
    cupo_cambiado.send(sender=Salida, salida=salida)
