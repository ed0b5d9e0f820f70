"""EL CATÁLOGO: qué puede ocurrir, quién se entera y con qué palabras. Un evento nuevo es una clase más, aquí."""

from datetime import datetime
from decimal import Decimal
from typing import Self

from django.contrib.auth import user_logged_in

from notifications.audiences import Audience, Owner
from notifications.events import Event, Level, event, on_create, on_signal

from .catalogo import senales as catalogo
from .catalogo.models import Entrada, Salida
from .recomendaciones.models import Recomendacion
from .reservas import senales as reservas
from .reservas.models import Contratacion, Reserva
from .usuarios.models import Usuario


@event
class UsuarioRegistrado(Event):
    """Una persona crea su cuenta, o el personal la crea por ella."""

    type = "usuario_registrado"
    source = on_create("usuarios.Usuario")
    audience = Audience.STAFF
    message = "Nuevo usuario: {nombre}"

    usuario_id: int
    nombre: str
    rol: str

    @classmethod
    def from_instance(cls, usuario: Usuario) -> Self:
        return cls(usuario_id=usuario.pk, nombre=str(usuario), rol=usuario.rol)


@event
class SesionIniciada(Event):
    """Un usuario entra con su contraseña, por la API o por la administración."""

    type = "sesion_iniciada"
    source = on_signal(user_logged_in, "user")
    audience = Audience.STAFF
    message = "{nombre} inició sesión"

    usuario_id: int
    nombre: str

    @classmethod
    def from_instance(cls, usuario: Usuario) -> Self:
        return cls(usuario_id=usuario.pk, nombre=str(usuario))


class DeReserva(Event):
    """Lo que se cuenta de una reserva: la conocen el personal y su cliente, nadie más."""

    audience = Audience.STAFF, Owner("usuario_id")

    localizador: str
    usuario_id: int | None
    cliente: str
    tour: str
    inicio: datetime
    plazas: int
    total: Decimal
    moneda: str

    @classmethod
    def from_instance(cls, reserva: Reserva) -> Self:
        return cls(
            localizador=reserva.localizador,
            usuario_id=reserva.usuario_id,
            cliente=reserva.contacto_nombre,
            tour=reserva.salida.tour.nombre,
            inicio=reserva.salida.inicio_local,
            plazas=reserva.plazas,
            total=reserva.total,
            moneda=reserva.moneda,
        )


@event
class ReservaCreada(DeReserva):
    """Un cliente aparta plazas en una salida."""

    type = "reserva_creada"
    source = on_create("reservas.Reserva")
    message = "Nueva reserva {localizador} de {cliente}: {plazas} × {tour}"


@event
class ReservaConfirmada(DeReserva):
    """El cliente o el personal confirma la reserva: las plazas ya no vencen."""

    type = "reserva_confirmada"
    source = on_signal(reservas.reserva_confirmada, "reserva")
    message = "Reserva {localizador} confirmada: {tour}"
    level = Level.SUCCESS


@event
class ReservaCancelada(DeReserva):
    """El cliente o el personal cancela la reserva: las plazas vuelven a la venta."""

    type = "reserva_cancelada"
    source = on_signal(reservas.reserva_cancelada, "reserva")
    message = "Reserva {localizador} cancelada: {tour}"
    level = Level.WARNING


@event
class DisponibilidadCambiada(Event):
    """Se ocupan o se liberan plazas: las páginas que muestran la salida se actualizan solas."""

    type = "disponibilidad_cambiada"
    source = on_signal(reservas.cupo_cambiado, "salida")
    audience = Audience.EVERYONE
    level = Level.SILENT
    message = "Plazas libres en {tour} el {inicio:%d/%m a las %H:%M}: {libres}"

    salida_id: int
    tour: str
    inicio: datetime
    libres: int
    capacidad: int

    @classmethod
    def from_instance(cls, salida: Salida) -> Self:
        return cls(
            salida_id=salida.pk,
            tour=salida.tour.nombre,
            inicio=salida.inicio_local,
            libres=salida.libres,
            capacidad=salida.capacidad,
        )


@event
class ServicioContratado(Event):
    """Una reserva incluye un servicio más; el aviso queda en pantalla, porque alguien tiene que prepararlo."""

    type = "servicio_contratado"
    source = on_create("reservas.Contratacion")
    audience = Audience.STAFF
    message = "Servicio contratado: {cantidad} × {servicio} (reserva {localizador})"
    level = Level.WARNING

    localizador: str
    servicio: str
    cantidad: int

    @classmethod
    def from_instance(cls, contratacion: Contratacion) -> Self:
        return cls(
            localizador=contratacion.reserva.localizador,
            servicio=contratacion.servicio.nombre,
            cantidad=contratacion.cantidad,
        )


@event
class RecomendacionCreada(Event):
    """Un usuario recomienda un tour a los demás."""

    type = "recomendacion_creada"
    source = on_create("recomendaciones.Recomendacion")
    audience = Audience.MEMBERS
    message = "{autor} recomienda {tour}: {puntaje} de 5"

    recomendacion_id: int
    autor: str
    tour: str
    puntaje: int

    @classmethod
    def from_instance(cls, recomendacion: Recomendacion) -> Self:
        return cls(
            recomendacion_id=recomendacion.pk,
            autor=recomendacion.usuario.nombre_publico,
            tour=recomendacion.tour.nombre,
            puntaje=recomendacion.puntaje,
        )


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
    source = on_create("catalogo.Tour"), on_signal(catalogo.tour_publicado, "entrada")
    message = "Nuevo tour: {nombre}"


@event
class ServicioCreado(AltaEnCatalogo):
    """Hay un servicio nuevo que contratar."""

    type = "servicio_creado"
    source = on_create("catalogo.Servicio"), on_signal(catalogo.servicio_publicado, "entrada")
    message = "Nuevo servicio: {nombre}"


@event
class DestinoCreado(AltaEnCatalogo):
    """Hay un destino nuevo."""

    type = "destino_creado"
    source = on_create("catalogo.Destino"), on_signal(catalogo.destino_publicado, "entrada")
    message = "Nuevo destino: {nombre}"


@event
class GuiaCreado(AltaEnCatalogo):
    """Un guía nuevo se une al equipo."""

    type = "guia_creado"
    source = on_create("catalogo.Guia"), on_signal(catalogo.guia_publicado, "entrada")
    message = "Nuevo guía: {nombre}"
