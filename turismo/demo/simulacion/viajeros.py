"""Acts of travellers: register, book, confirm, extend, cancel, rate, recommend."""

from turismo.recomendaciones.models import Recomendacion
from turismo.recomendaciones.valoraciones import valorar
from turismo.reservas.dominio.movimientos import CONFIRMAR, cancelar, mover
from turismo.reservas.dominio.vencimientos import expirar_vencidas, extender
from turismo.reservas.dominio.ventas import apartar
from turismo.reservas.models import Estado, Reserva
from turismo.usuarios.models import Usuario

from .escena import MARCA, RESERVAS_VIVAS, VIAJEROS, Escena, por_la_web
from .palabras import APELLIDOS, COMENTARIOS, NOMBRES


def registrarse(escena: Escena) -> str | None:
    if escena.viajeros.count() >= VIAJEROS:
        return None
    username = f"{MARCA}{escena.numero_de(escena.viajeros)}"
    usuario = Usuario.objects.create_user(  # without a password, so no login is possible
        username,
        f"{username}@example.com",
        first_name=escena.azar.choice(NOMBRES),
        last_name=escena.azar.choice(APELLIDOS),
    )
    return f"{usuario} crea su cuenta"


def reservar(escena: Escena) -> str | None:
    usuario, salida = escena.una(escena.viajeros), escena.una(escena.en_venta())
    if usuario is None or salida is None or escena.reservas.vivas().count() >= RESERVAS_VIVAS:
        return None
    tour = salida.tour
    plazas = min(escena.azar.choice((1, 2, 2, 2, 3, 4)), tour.max_personas, salida.libres)
    reserva = Reserva(
        usuario=usuario, salida=salida, plazas=max(plazas, tour.min_personas), contacto_nombre=str(usuario)
    )
    apartar(reserva, por_la_web(usuario))
    return f"{usuario} aparta {reserva.plazas} × {salida}"


def confirmar(escena: Escena) -> str | None:
    if reserva := escena.una(escena.en_estado(Estado.PENDIENTE)):
        mover(reserva, CONFIRMAR, por_la_web(reserva.usuario))
        return f"{reserva.usuario} confirma {reserva.plazas} × {reserva.salida}"
    return None


def pedir_tiempo(escena: Escena) -> str | None:
    if reserva := escena.una(escena.en_estado(Estado.PENDIENTE).filter(extendida=False)):
        extender(reserva, por_la_web(reserva.usuario))
        return f"{reserva.usuario} pide más tiempo: {reserva.salida}"
    return None


def arrepentirse(escena: Escena) -> str | None:
    if reserva := escena.una(escena.reservas.vivas()):
        cancelar(reserva, por_la_web(reserva.usuario), motivo="Cambio de planes")
        return f"{reserva.usuario} cancela {reserva.plazas} × {reserva.salida}"
    return None


def olvidarse(escena: Escena) -> str | None:
    """Let overdue holds expire, as `expirar_reservas` does."""
    vencidas = expirar_vencidas()
    return f"vencen {vencidas} reservas sin confirmar" if vencidas else None


def opinar(escena: Escena) -> str | None:
    viajaron = escena.en_estado(Estado.COMPLETADA).filter(asistio=True, valoracion=None)
    if reserva := escena.una(viajaron):
        nota, comentario = escena.azar.choice(COMENTARIOS)
        valorar(reserva, reserva.usuario, nota, comentario)
        return f"{reserva.usuario} valora {reserva.salida.tour}: {nota} de 5"
    return None


def recomendar(escena: Escena) -> str | None:
    usuario = escena.una(escena.viajeros)
    if usuario is None:
        return None
    tour = escena.una(escena.tours.exclude(recomendaciones__usuario=usuario))
    if tour is None:
        return None
    nota, comentario = escena.azar.choice(COMENTARIOS)
    Recomendacion.objects.create(usuario=usuario, tour=tour, puntaje=nota, comentario=comentario)
    return f"{usuario} recomienda {tour}: {nota} de 5"
