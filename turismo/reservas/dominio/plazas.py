"""Take and give back seats. One guarded UPDATE takes them, so the database decides between concurrent buyers."""

from django.db.models import F

from turismo.catalogo.disponibilidad import Cupo
from turismo.catalogo.models import Salida, SalidaQuerySet
from turismo.reglas import ReglaIncumplida
from turismo.reservas.reglas import SalidaCerrada, SinCupo


def ocupar(salida_id: int, plazas: int) -> None:
    """Raise SinCupo or SalidaCerrada, and change nothing."""
    if not con_lugar(salida_id, plazas).update(plazas_ocupadas=F("plazas_ocupadas") + plazas):
        raise por_que_no(salida_id)
    contar(salida_id, plazas)


def liberar(salida_id: int, plazas: int) -> None:
    Salida.objects.filter(pk=salida_id).update(plazas_ocupadas=F("plazas_ocupadas") - plazas)
    contar(salida_id, -plazas)


def con_lugar(salida_id: int, plazas: int) -> SalidaQuerySet:
    return Salida.objects.filter(pk=salida_id).a_la_venta().con_lugar_para(plazas)


def por_que_no(salida_id: int) -> ReglaIncumplida:
    return SinCupo() if Salida.objects.filter(pk=salida_id).a_la_venta().exists() else SalidaCerrada()


def contar(salida_id: int, ocupadas_ahora: int) -> None:
    """Announce the change of the preceding UPDATE, which holds the lock of the row until the transaction ends."""
    salida = Salida.objects.select_related("tour__destino").get(pk=salida_id)
    salida.avisar(Cupo(salida.capacidad, salida.plazas_ocupadas - ocupadas_ahora))
