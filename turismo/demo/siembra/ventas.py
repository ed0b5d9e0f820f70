"""The bookings of `historias`, each brought to its state by the functions of the domain."""

from uuid import NAMESPACE_URL, UUID, uuid5

from django.utils import timezone

from turismo.catalogo.models import GENERAL, Salida, Servicio, Tour
from turismo.demo.historias import VENTAS, Venta
from turismo.reservas.dominio.contrataciones import contratar
from turismo.reservas.dominio.movimientos import CONFIRMAR, EXPIRAR, cancelar, mover
from turismo.reservas.dominio.orden import DEL_SISTEMA
from turismo.reservas.dominio.ventas import apartar
from turismo.reservas.models import Contratacion, Estado, LineaReserva, Reserva
from turismo.usuarios.models import Usuario


def sembrar_ventas() -> None:
    for venta in VENTAS:
        if not ya_esta(venta.nombre):
            sembrar_venta(venta)


def clave(nombre: str) -> UUID:
    return uuid5(NAMESPACE_URL, f"turismo:demo:{nombre}")


def ya_esta(nombre: str) -> bool:
    return Reserva.objects.filter(uuid=clave(nombre)).exists()


def sembrar_venta(venta: Venta) -> None:
    tour = Tour.objects.get(slug=venta.tour)
    lineas = [linea(tour, tipo, cuantas) for tipo, cuantas in venta.personas.items()]
    plazas = sum(una.cantidad * (una.tarifa.ocupa_plazas if una.tarifa else 1) for una in lineas)
    con_lugar = Salida.objects.a_la_venta().con_lugar_para(plazas).filter(tour=tour)
    if salida := con_lugar.select_related("tour__destino").order_by("inicio").first():
        usuario = Usuario.objects.get(username=venta.usuario) if venta.usuario else None
        reserva = Reserva(uuid=clave(venta.nombre), salida=salida, contacto_nombre=venta.contacto, usuario=usuario)
        apartar(reserva, DEL_SISTEMA, lineas)
        if venta.servicio:
            slug, cantidad = venta.servicio
            servicio = Servicio.objects.get(slug=slug)
            contratar(Contratacion(reserva=reserva, servicio=servicio, usuario=usuario, cantidad=cantidad))
        llevar(reserva, venta.estado)


def linea(tour: Tour, tipo: str, cantidad: int) -> LineaReserva:
    return LineaReserva(tarifa=None if tipo == GENERAL else tour.tarifas.get(tipo=tipo), cantidad=cantidad)


def llevar(reserva: Reserva, estado: Estado) -> None:
    if estado == Estado.CONFIRMADA:
        mover(reserva, CONFIRMAR, DEL_SISTEMA)
    elif estado == Estado.CANCELADA:
        cancelar(reserva, DEL_SISTEMA, motivo="Cambio de planes")
    elif estado == Estado.EXPIRADA:
        # Set the time back instead of waiting for the hold to expire.
        Reserva.objects.filter(pk=reserva.pk).update(expira_en=timezone.now())
        mover(reserva, EXPIRAR, DEL_SISTEMA)
