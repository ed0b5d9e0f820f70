"""Acts of operators: publish, add departures, change prices, close, move, cancel, complete."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from turismo.catalogo.models import Destino, Estado, EstadoDeSalida, Guia, Salida, Tour
from turismo.reservas.dominio.encargos import asignar_guia
from turismo.reservas.dominio.movimientos import completar
from turismo.reservas.dominio.orden import DEL_SISTEMA
from turismo.reservas.dominio.salidas import abrir, cancelar_salida, cerrar, realizar, reprogramar
from turismo.reservas.models import Estado as EstadoDeReserva

from .escena import MARCA, TOURS, Escena
from .palabras import MOTIVOS, PASEOS

# Short enough for an open page to show a whole trip, from the first seat to the rating.
DURA = timedelta(minutes=20)
MINUTOS_HASTA_SALIR = (4, 40)
SALIDAS = 8  # of one tour, still to leave
VARIACION = ("0.90", "0.95", "1.05", "1.10")


def publicar_tour(escena: Escena) -> str | None:
    destino = escena.una(Destino.objects.publicados())
    if destino is None:
        return None
    if escena.tours.count() >= TOURS:
        return archivar(escena)
    numero = escena.numero_de(Tour.objects.filter(slug__startswith=MARCA))
    tour = Tour.objects.create(
        nombre=f"{escena.azar.choice(PASEOS)} ({destino})",
        slug=f"{MARCA}{numero}",
        destino=destino,
        resumen="Un paseo de la simulación: corto, y sale enseguida.",
        duracion=DURA,
        precio=Decimal(escena.azar.randrange(10, 60)),
        moneda="USD",
        retencion=timedelta(minutes=3),
        corte_reserva=timedelta(minutes=1),
        corte_cancelacion=timedelta(minutes=2),
        max_personas=6,
        estado=Estado.PUBLICADO,
    )
    return f"la operación publica {tour}"


def archivar(escena: Escena) -> str:
    """Archive the oldest tour: its sale ends, and its trips still take place."""
    tour = escena.tours.order_by("pk")[0]
    tour.estado = Estado.ARCHIVADO
    tour.save(update_fields=["estado"])
    return f"la operación archiva {tour}"


def anadir_salida(escena: Escena) -> str | None:
    tour = escena.una(escena.tours)
    if tour is None or escena.salidas.vivas().filter(tour=tour).count() >= SALIDAS:
        return None
    inicio = timezone.now().replace(microsecond=0) + timedelta(minutes=escena.azar.randint(*MINUTOS_HASTA_SALIR))
    if tour.salidas.filter(inicio=inicio).exists():
        return None
    salida = Salida.objects.create(
        tour=tour,
        inicio=inicio,
        fin=inicio + DURA,
        capacidad=escena.azar.randint(4, 14),
        punto_de_encuentro="El muelle",
    )
    return f"la operación añade {salida}"


def cambiar_precio(escena: Escena) -> str | None:
    tour = escena.una(escena.tours)
    if tour is None:
        return None
    nuevo = tour.precio * Decimal(escena.azar.choice(VARIACION))
    tour.precio = min(max(nuevo, Decimal(5)), Decimal(200)).quantize(Decimal("0.01"))
    tour.save(update_fields=["precio"])
    return f"la operación pone {tour} a {tour.precio} {tour.moneda}"


def cerrar_venta(escena: Escena) -> str | None:
    if salida := escena.una(escena.salidas.filter(estado=EstadoDeSalida.ABIERTA)):
        return f"la operación cierra la venta de {cerrar(salida, DEL_SISTEMA)}"
    return None


def abrir_venta(escena: Escena) -> str | None:
    if salida := escena.una(escena.salidas.filter(estado=EstadoDeSalida.CERRADA)):
        return f"la operación abre la venta de {abrir(salida, DEL_SISTEMA)}"
    return None


def encargar(escena: Escena) -> str | None:
    salida, guia = escena.una(escena.salidas.vivas().filter(guia=None)), escena.una(Guia.objects.publicados())
    if salida is None or guia is None:
        return None
    return f"la operación encarga a {guia} {asignar_guia(salida, guia, DEL_SISTEMA)}"


def mover_salida(escena: Escena) -> str | None:
    if salida := escena.una(por_salir(escena)):
        antes, media_hora = str(salida), timedelta(minutes=30)
        reprogramar(salida, salida.inicio + media_hora, salida.fin + media_hora, salida.version, DEL_SISTEMA)
        return f"la operación mueve {antes} a las {salida.inicio_local:%H:%M}"
    return None


def cancelar_una(escena: Escena) -> str | None:
    if salida := escena.una(por_salir(escena)):
        motivo = escena.azar.choice(MOTIVOS)
        return f"la operación cancela {cancelar_salida(salida, motivo, DEL_SISTEMA)}: {motivo}"
    return None


def realizar_una(escena: Escena) -> str | None:
    """Complete a departure that has left, with the reservations of the simulation's travellers."""
    salida = escena.salidas.vivas().filter(inicio__lte=timezone.now()).order_by("inicio", "pk").first()
    if salida is None:
        return None
    realizar(salida, DEL_SISTEMA)
    for reserva in salida.reservas.filter(estado=EstadoDeReserva.CONFIRMADA).order_by("pk"):
        completar(reserva, DEL_SISTEMA, asistio=escena.azar.random() < 0.9)
    return f"se realiza {salida}"


def por_salir(escena: Escena) -> Any:
    return escena.salidas.vivas().filter(inicio__gt=timezone.now())
