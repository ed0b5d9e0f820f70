"""Past trips. A departure in the past cannot be booked, so each is booked for next year and then dated back."""

from datetime import datetime, time, timedelta
from itertools import groupby

from django.db.models import F
from django.utils import timezone

from turismo.catalogo.generacion import hora_del_lugar
from turismo.catalogo.models import Salida, Tour
from turismo.demo.historias import VIAJES, Viaje
from turismo.demo.lugares import PAISES
from turismo.recomendaciones.models import Valoracion
from turismo.recomendaciones.valoraciones import valorar
from turismo.reservas.dominio.movimientos import CONFIRMAR, completar, mover
from turismo.reservas.dominio.orden import DEL_SISTEMA
from turismo.reservas.dominio.salidas import realizar
from turismo.reservas.dominio.ventas import apartar
from turismo.reservas.models import Reserva, TransicionReserva
from turismo.usuarios.models import Usuario

from .ventas import clave, ya_esta

UN_ANO = timedelta(weeks=53)  # later than all generated departures
ANTES = timedelta(days=10)  # the booking, before the trip
DESPUES = timedelta(days=2)  # the rating, after the trip
HORARIOS = {slug: oferta.horario for pais in PAISES for slug, oferta in pais.ofertas.items()}


def sembrar_pasado() -> None:
    en_orden = sorted(VIAJES, key=cuando)
    for (slug, hace), viajes in groupby(en_orden, key=cuando):
        juntos = list(viajes)
        if not ya_esta(juntos[0].nombre):
            sembrar_salida_pasada(Tour.objects.select_related("destino").get(slug=slug), hace, juntos)


def cuando(viaje: Viaje) -> tuple[str, int]:
    return viaje.tour, viaje.hace


def sembrar_salida_pasada(tour: Tour, hace: int, viajes: list[Viaje]) -> None:
    horario = HORARIOS[tour.slug]
    inicio = hace_dias(tour, hace, horario.hora) + UN_ANO
    salida = Salida.objects.create(tour=tour, inicio=inicio, fin=inicio + tour.duracion, capacidad=horario.capacidad)
    reservas = [reservada(viaje, salida) for viaje in viajes]
    atrasar(salida)
    realizar(salida, DEL_SISTEMA)
    for viaje, reserva in zip(viajes, reservas, strict=True):
        completar(reserva, DEL_SISTEMA, asistio=viaje.asistio)
        if viaje.puntuacion:
            opinar(viaje, reserva)


def hace_dias(tour: Tour, dias: int, hora: time) -> datetime:
    hoy = timezone.now().astimezone(tour.destino.zona).date()
    return hora_del_lugar(hoy - timedelta(days=dias), hora, tour.destino.zona)


def reservada(viaje: Viaje, salida: Salida) -> Reserva:
    usuario = Usuario.objects.get(username=viaje.usuario)
    reserva = Reserva(
        uuid=clave(viaje.nombre), salida=salida, plazas=viaje.personas, contacto_nombre=str(usuario), usuario=usuario
    )
    return mover(apartar(reserva, DEL_SISTEMA), CONFIRMAR, DEL_SISTEMA)


def atrasar(salida: Salida) -> None:
    """Move the departure to its past date and its reservations before that; still in the same transaction."""
    suya = Salida.objects.filter(pk=salida.pk)
    suya.update(inicio=F("inicio") - UN_ANO, fin=F("fin") - UN_ANO, cierra_en=F("cierra_en") - UN_ANO)
    salida.refresh_from_db()
    entonces = salida.inicio - ANTES
    Reserva.objects.filter(salida=salida).update(creada_en=entonces, confirmada_en=entonces)
    TransicionReserva.objects.filter(reserva__salida=salida).update(en=entonces)


def opinar(viaje: Viaje, reserva: Reserva) -> None:
    valoracion = valorar(reserva, reserva.usuario, viaje.puntuacion, viaje.comentario)  # type: ignore[arg-type]  # both are there
    Valoracion.objects.filter(pk=valoracion.pk).update(creada_en=reserva.salida.fin + DESPUES)
