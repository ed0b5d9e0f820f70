"""EL CATÁLOGO: qué puede ocurrir, quién se entera y con qué palabras. Un evento nuevo es una clase más, aquí."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, ClassVar, Self

from django.conf import settings
from django.contrib.auth import user_logged_in
from django.utils.translation import override

from notifications.audiences import Audience, Owner
from notifications.events import Event, Level, event, on_create, on_each, on_signal

from .catalogo import senales as catalogo
from .catalogo.models import Entrada, Salida, Tour
from .recomendaciones.models import Recomendacion, Sugerencia, Valoracion
from .reservas import senales as reservas
from .reservas.cambios import Cambio, Encargo, Viaje
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

    audience: ClassVar[Any] = (Audience.STAFF, Owner("usuario_id"))

    localizador: str
    usuario_id: int | None
    cliente: str
    tour: str
    inicio: datetime
    plazas: int
    total: Decimal
    moneda: str
    expira_en: datetime | None

    @classmethod
    def from_instance(cls, reserva: Reserva) -> Self | None:
        return cls(
            localizador=reserva.localizador,
            usuario_id=reserva.usuario_id,
            cliente=reserva.contacto_nombre,
            tour=reserva.salida.tour.nombre,
            inicio=reserva.salida.inicio_local,
            plazas=reserva.plazas,
            total=reserva.total,
            moneda=reserva.moneda,
            expira_en=reserva.expira_en and reserva.expira_en.astimezone(UTC),
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


class ParaSuCliente(DeReserva):
    """Lo que de una reserva solo interesa a su cliente; una venta por teléfono no tiene a quién decírselo."""

    audience = Owner("usuario_id")

    @classmethod
    def from_instance(cls, reserva: Reserva) -> Self | None:
        return None if reserva.usuario_id is None else super().from_instance(reserva)


@event
class ReservaExtendida(ParaSuCliente):
    """El cliente pide más tiempo para confirmar: sus otras pantallas siguen la misma cuenta atrás."""

    type = "reserva_extendida"
    source = on_signal(reservas.reserva_extendida, "reserva")
    message = "La reserva {localizador} espera un poco más: {tour}"
    level = Level.SILENT


@event
class ReservaExpirada(ParaSuCliente):
    """Nadie confirmó la reserva a tiempo: su cliente lo lee, porque creía tener las plazas."""

    type = "reserva_expirada"
    source = on_signal(reservas.reserva_expirada, "reserva")
    message = "Su reserva {localizador} venció sin confirmarse: {tour}. Si aún quiere ir, haga una nueva."
    level = Level.WARNING


@event
class RetencionVencida(DeReserva):
    """Lo mismo para el personal: sus listas cambian, sin interrumpir a nadie."""

    type = "retencion_vencida"
    source = on_signal(reservas.reserva_expirada, "reserva")
    audience = Audience.STAFF
    message = "Venció la retención de {localizador}, de {cliente}: {plazas} × {tour}"
    level = Level.SILENT


@event
class ReservaCompletada(DeReserva):
    """El viaje se hizo."""

    type = "reserva_completada"
    source = on_signal(reservas.reserva_completada, "reserva")
    message = "Viaje completado: {tour} (reserva {localizador})"


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
    source = on_create("catalogo.Salida"), on_signal(catalogo.disponibilidad_cambiada, "salida")
    message = "Plazas libres en {tour} el {inicio:%d/%m a las %H:%M}: {libres}"


@event
class SalidaCasiLlena(DeSalida):
    """A una salida en venta le quedan pocas plazas; se dice al cruzar el umbral, una vez."""

    type = "salida_casi_llena"
    source = on_signal(catalogo.salida_casi_llena, "salida")
    message = "Últimas plazas en {tour} el {inicio:%d/%m a las %H:%M}: {libres}"


@event
class SalidaAgotada(DeSalida):
    """Se ocupa la última plaza de una salida en venta."""

    type = "salida_agotada"
    source = on_signal(catalogo.salida_agotada, "salida")
    message = "{tour}, el {inicio:%d/%m a las %H:%M}: agotado"


@event
class PlazasLiberadas(DeSalida):
    """Una salida agotada y en venta vuelve a tener plazas."""

    type = "plazas_liberadas"
    source = on_signal(catalogo.plazas_liberadas, "salida")
    message = "Vuelve a haber plazas en {tour} el {inicio:%d/%m a las %H:%M}: {libres}"


class CambioDeSalida(Event):
    """Lo que la operación decide sobre una salida: lo saben el personal y quien la guía."""

    audience = Audience.STAFF, Owner("guia_usuario_id")
    level = Level.WARNING

    salida_id: int
    guia_usuario_id: int | None
    slug: str
    tour: str
    inicio: datetime
    reservas: int
    motivo: str
    antes: datetime | None

    @classmethod
    def from_instance(cls, cambio: Cambio) -> Self:
        salida = cambio.salida
        return cls(
            salida_id=salida.pk,
            guia_usuario_id=salida.guia.usuario_id if salida.guia else None,
            slug=salida.tour.slug,
            tour=salida.tour.nombre,
            inicio=salida.inicio_local,
            reservas=cambio.reservas,
            motivo=cambio.motivo,
            antes=cambio.antes,
        )


@event
class SalidaCancelada(CambioDeSalida):
    """La operación cancela una salida y, con ella, todas sus reservas."""

    type = "salida_cancelada"
    source = on_signal(reservas.salida_cancelada, "cambio")
    message = "Salida cancelada: {tour}, {inicio:%d/%m a las %H:%M} ({reservas} reservas). {motivo}"


@event
class SalidaReprogramada(CambioDeSalida):
    """La operación cambia el día o la hora de una salida."""

    type = "salida_reprogramada"
    source = on_signal(reservas.salida_reprogramada, "cambio")
    message = "{tour} pasa del {antes:%d/%m a las %H:%M} al {inicio:%d/%m a las %H:%M} ({reservas} reservas)"


class CambioDeViaje(Event):
    """Lo mismo para cada cliente con plazas en ella: una sola vez, por muchas reservas que tenga."""

    audience = Owner("usuario_id")
    level = Level.WARNING

    usuario_id: int
    localizadores: list[str]
    salida_id: int
    slug: str
    tour: str
    inicio: datetime
    motivo: str
    antes: datetime | None

    @classmethod
    def from_instance(cls, viaje: Viaje) -> Self:
        cambio = viaje.cambio
        return cls(
            usuario_id=viaje.usuario_id,
            localizadores=viaje.localizadores,
            salida_id=cambio.salida.pk,
            slug=cambio.salida.tour.slug,
            tour=cambio.salida.tour.nombre,
            inicio=cambio.salida.inicio_local,
            motivo=cambio.motivo,
            antes=cambio.antes,
        )


@event
class ViajeCancelado(CambioDeViaje):
    """Se cancela la salida en la que un cliente tenía plazas; se le devuelve todo."""

    type = "viaje_cancelado"
    source = on_each(reservas.salida_cancelada, "viajes")
    message = "Cancelamos su viaje {tour} del {inicio:%d/%m a las %H:%M}, con reembolso total. {motivo}"


@event
class ViajeReprogramado(CambioDeViaje):
    """Cambia el día o la hora de la salida en la que un cliente tiene plazas."""

    type = "viaje_reprogramado"
    source = on_each(reservas.salida_reprogramada, "viajes")
    message = "Su viaje {tour} pasa del {antes:%d/%m a las %H:%M} al {inicio:%d/%m a las %H:%M}"


class DeEncargo(Event):
    """Quién guía una salida."""

    audience = Audience.STAFF, Owner("guia_usuario_id")

    salida_id: int
    guia_usuario_id: int | None
    guia: str
    slug: str
    tour: str
    inicio: datetime

    @classmethod
    def from_instance(cls, encargo: Encargo) -> Self:
        salida = encargo.salida
        return cls(
            salida_id=salida.pk,
            guia_usuario_id=encargo.guia.usuario_id,
            guia=encargo.guia.nombre,
            slug=salida.tour.slug,
            tour=salida.tour.nombre,
            inicio=salida.inicio_local,
        )


@event
class GuiaAsignado(DeEncargo):
    """Una salida ya tiene quien la guíe, o la guía otra persona."""

    type = "guia_asignado"
    source = on_signal(reservas.guia_asignado, "encargo")
    message = "{guia} guía {tour}, {inicio:%d/%m a las %H:%M}"


@event
class GuiaRelevado(DeEncargo):
    """Quien guiaba una salida ya no la guía; le importa tanto como al que llega."""

    type = "guia_relevado"
    source = on_signal(reservas.guia_relevado, "encargo")
    message = "{guia} ya no guía {tour}, {inicio:%d/%m a las %H:%M}"
    level = Level.WARNING


class DeContratacion(Event):
    """Lo que se cuenta de un servicio contratado."""

    localizador: str
    usuario_id: int | None
    servicio: str
    cantidad: int

    @classmethod
    def from_instance(cls, contratacion: Contratacion) -> Self:
        return cls(
            localizador=contratacion.reserva.localizador,
            usuario_id=contratacion.reserva.usuario_id,
            servicio=contratacion.servicio.nombre,
            cantidad=contratacion.cantidad,
        )


@event
class ServicioContratado(DeContratacion):
    """Una reserva incluye un servicio más; el aviso queda en pantalla, porque alguien tiene que prepararlo."""

    type = "servicio_contratado"
    source = on_create("reservas.Contratacion")
    audience = Audience.STAFF
    message = "Servicio contratado: {cantidad} × {servicio} (reserva {localizador})"
    level = Level.WARNING


@event
class ServicioConfirmado(DeContratacion):
    """La operación confirma un servicio contratado."""

    type = "servicio_confirmado"
    source = on_signal(reservas.servicio_confirmado, "contratacion")
    audience = Audience.STAFF, Owner("usuario_id")
    message = "Servicio confirmado: {cantidad} × {servicio} (reserva {localizador})"
    level = Level.SUCCESS


@event
class ServicioAnulado(DeContratacion):
    """Un servicio contratado se anula y sale del total de su reserva."""

    type = "servicio_anulado"
    source = on_signal(reservas.servicio_anulado, "contratacion")
    audience = Audience.STAFF, Owner("usuario_id")
    message = "Servicio anulado: {cantidad} × {servicio} (reserva {localizador})"
    level = Level.WARNING


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
class TourCambiado(Event):
    """Un tour que el público conoce cambia de nombre, de precio o de estado: las páginas se actualizan solas."""

    type = "tour_cambiado"
    source = on_signal(catalogo.tour_cambiado, "tour")
    audience = Audience.EVERYONE
    level = Level.SILENT
    message = "{nombre}: {precio} {moneda}"

    slug: str
    nombre: str
    precio: Decimal
    moneda: str
    estado: str

    @classmethod
    def from_instance(cls, tour: Tour) -> Self:
        return cls(slug=tour.slug, nombre=tour.nombre, precio=tour.precio, moneda=tour.moneda, estado=tour.estado)


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


@event
class ValoracionCreada(Event):
    """Quien hizo un viaje cuenta cómo fue."""

    type = "valoracion_creada"
    source = on_create("recomendaciones.Valoracion")
    audience = Audience.STAFF
    message = "{autor} valora {tour}: {puntuacion} de 5"

    valoracion_id: int
    autor: str
    tour: str
    puntuacion: int

    @classmethod
    def from_instance(cls, valoracion: Valoracion) -> Self:
        return cls(
            valoracion_id=valoracion.pk,
            autor=valoracion.autor,
            tour=valoracion.reserva.salida.tour.nombre,
            puntuacion=valoracion.puntuacion,
        )


@event
class SugerenciaCreada(Event):
    """La plataforma encuentra un tour que puede gustarle a un usuario; se lo dice solo a él."""

    type = "sugerencia_creada"
    source = on_create("recomendaciones.Sugerencia")
    audience = Owner("usuario_id")
    message = "Le puede gustar {tour}: {motivo}"

    usuario_id: int
    tour: str
    slug: str
    motivo: str

    @classmethod
    def from_instance(cls, sugerencia: Sugerencia) -> Self:
        with override(settings.LANGUAGE_CODE):  # the one of the message, whatever the request or the command speaks
            motivo = sugerencia.explicacion
        tour = sugerencia.tour
        return cls(usuario_id=sugerencia.usuario_id, tour=tour.nombre, slug=tour.slug, motivo=motivo)
