"""Lo que se vende: qué hay de nuevo y qué cambia a la vista del público."""

from decimal import Decimal
from typing import Self

from django.utils.translation import gettext_noop as _

from notifications.audiences import Audience
from notifications.events import Event, Level, event, on_create, on_signal
from turismo.catalogo import senales
from turismo.catalogo.models import Destino, Entrada, Tour


class AltaEnCatalogo(Event):
    """Algo nuevo a la vista del público: al crearlo o, si nació en borrador, al publicarlo; una sola vez."""

    audience = Audience.EVERYONE

    id: int
    slug: str
    nombre: str

    @classmethod
    def from_instance(cls, entrada: Entrada) -> Self | None:
        return cls(id=entrada.pk, slug=entrada.slug, nombre=entrada.nombre) if entrada.es_publica else None


@event
class TourCreado(AltaEnCatalogo):
    """Hay un tour nuevo a la venta."""

    type = "tour_creado"
    source = on_create("catalogo.Tour"), on_signal(senales.tour_publicado, "entrada")
    message = _("Nuevo tour: {nombre}")


@event
class TourCambiado(Event):
    """Un tour que el público conoce cambia de nombre, de precios o de estado: las páginas se actualizan solas."""

    type = "tour_cambiado"
    source = on_signal(senales.tour_cambiado, "tour")
    audience = Audience.EVERYONE
    level = Level.SILENT
    message = "{nombre}: {precio} {moneda}"

    slug: str
    nombre: str
    nombre_en: str
    precio: Decimal
    desde: Decimal
    tarifas: dict[str, Decimal]
    moneda: str
    estado: str

    @classmethod
    def from_instance(cls, tour: Tour) -> Self:
        return cls(
            slug=tour.slug,
            nombre=tour.nombre,
            nombre_en=tour.nombre_en,
            precio=tour.precio,
            desde=tour.desde,
            tarifas={tarifa.tipo: tarifa.precio for tarifa in tour.en_venta},
            moneda=tour.moneda,
            estado=tour.estado,
        )


@event
class ServicioCreado(AltaEnCatalogo):
    """Hay un servicio nuevo que contratar."""

    type = "servicio_creado"
    source = on_create("catalogo.Servicio"), on_signal(senales.servicio_publicado, "entrada")
    message = _("Nuevo servicio: {nombre}")


@event
class DestinoCreado(AltaEnCatalogo):
    """Hay un destino nuevo."""

    type = "destino_creado"
    source = on_create("catalogo.Destino"), on_signal(senales.destino_publicado, "entrada")
    message = _("Nuevo destino: {nombre}")


@event
class DestinoCambiado(Event):
    """Un destino cambia de nombre: lo llevan escrito las páginas de sus tours."""

    type = "destino_cambiado"
    source = on_signal(senales.destino_cambiado, "destino")
    audience = Audience.EVERYONE
    level = Level.SILENT
    message = "Nuevo nombre de un destino: {nombre}"

    slug: str
    nombre: str
    nombre_en: str

    @classmethod
    def from_instance(cls, destino: Destino) -> Self:
        return cls(slug=destino.slug, nombre=destino.nombre, nombre_en=destino.nombre_en)


@event
class GuiaCreado(AltaEnCatalogo):
    """Un guía nuevo se une al equipo."""

    type = "guia_creado"
    source = on_create("catalogo.Guia"), on_signal(senales.guia_publicado, "entrada")
    message = _("Nuevo guía: {nombre}")
