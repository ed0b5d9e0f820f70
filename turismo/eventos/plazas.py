"""Cuántas plazas quedan: lo que las páginas de todos siguen."""

from datetime import datetime
from typing import Self

from notifications.audiences import Audience
from notifications.events import Event, Level, event, on_create, on_signal
from turismo.catalogo import senales
from turismo.catalogo.models import Salida


class DeSalida(Event):
    """Cuántas plazas tiene una salida: lo ve cualquiera que mire el tour, y no nombra a nadie."""

    audience = Audience.EVERYONE
    level = Level.SILENT

    salida_id: int
    slug: str
    tour: str
    inicio: datetime
    libres: int
    capacidad: int
    estado: str
    disponibilidad: str

    @classmethod
    def from_instance(cls, salida: Salida) -> Self | None:
        if salida.tour.publicado_en is None:
            return None  # un borrador, que el público no conoce
        return cls(
            salida_id=salida.pk,
            slug=salida.tour.slug,
            tour=salida.tour.nombre,
            inicio=salida.inicio_local,
            libres=salida.libres,
            capacidad=salida.capacidad,
            estado=salida.estado,
            disponibilidad=salida.disponibilidad,
        )


@event
class DisponibilidadCambiada(DeSalida):
    """Una salida nace, se abre, se cierra o se mueve, o cambian sus plazas: las páginas se actualizan solas."""

    type = "disponibilidad_cambiada"
    source = on_create("catalogo.Salida"), on_signal(senales.disponibilidad_cambiada, "salida")
    message = "Plazas libres en {tour} el {inicio:%d/%m a las %H:%M}: {libres}"


@event
class SalidaCasiLlena(DeSalida):
    """A una salida en venta le quedan pocas plazas; se dice al cruzar el umbral, una vez."""

    type = "salida_casi_llena"
    source = on_signal(senales.salida_casi_llena, "salida")
    message = "Últimas plazas en {tour} el {inicio:%d/%m a las %H:%M}: {libres}"


@event
class SalidaAgotada(DeSalida):
    """Se ocupa la última plaza de una salida en venta."""

    type = "salida_agotada"
    source = on_signal(senales.salida_agotada, "salida")
    message = "{tour}, el {inicio:%d/%m a las %H:%M}: agotado"


@event
class PlazasLiberadas(DeSalida):
    """Una salida agotada y en venta vuelve a tener plazas."""

    type = "plazas_liberadas"
    source = on_signal(senales.plazas_liberadas, "salida")
    message = "Vuelve a haber plazas en {tour} el {inicio:%d/%m a las %H:%M}: {libres}"
