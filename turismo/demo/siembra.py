"""Plant the demonstration through the same doors as everybody; what already stands is left as it is."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from turismo.catalogo.models import Destino, Estado, Guia, Salida, Servicio, Tour
from turismo.recomendaciones.models import Recomendacion
from turismo.reservas.models import Contratacion, Origen, Reserva
from turismo.reservas.movimientos import Orden, mover
from turismo.reservas.ventas import apartar, contratar
from turismo.usuarios.models import Usuario

from .gente import CLAVE, GRUPO, RECOMENDACIONES, USUARIOS, VENTAS, Venta
from .lugares import DESTINOS, GUIAS, HORARIOS, SERVICIOS, TOURS, Horario

SEMANAS = 4
LO_QUE_OPERAN = ["catalogo", "reservas", "recomendaciones"]
# To choose a customer, to follow what was announced, and to announce something themselves.
LO_QUE_CONSULTAN = ["view_usuario", "view_notification", "add_notification"]
DEL_SISTEMA = Orden(None, Origen.SISTEMA)


@transaction.atomic
def sembrar() -> None:
    """All of it or nothing. Its events are recorded like any others; a browser that comes later starts after them."""
    sembrar_usuarios()
    sembrar_catalogo()
    for tour in Tour.objects.filter(slug__in=HORARIOS).select_related("destino"):
        sembrar_salidas(tour, HORARIOS[tour.slug])
    for venta in VENTAS:
        sembrar_venta(venta)
    sembrar_recomendaciones()


def sembrar_usuarios() -> None:
    operacion, es_nuevo = Group.objects.get_or_create(name=GRUPO)
    if es_nuevo:
        operacion.permissions.set(
            Permission.objects.filter(Q(content_type__app_label__in=LO_QUE_OPERAN) | Q(codename__in=LO_QUE_CONSULTAN))
        )
    for username, campos in USUARIOS.items():
        if not Usuario.objects.filter(username=username).exists():
            usuario = Usuario.objects.create_user(username, password=CLAVE, **campos)
            usuario.groups.set([operacion] if usuario.is_staff else [])


def sembrar_catalogo() -> None:
    for slug, campos in DESTINOS.items():
        publicar(Destino, slug, campos)
    for slug, campos in GUIAS.items():
        publicar(Guia, slug, campos)
    for slug, campos in SERVICIOS.items():
        publicar(Servicio, slug, campos)
    for slug, campos in TOURS.items():
        publicar(Tour, slug, campos | {"destino": Destino.objects.get(slug=campos["destino"])})


def publicar(modelo: type[Destino | Guia | Servicio | Tour], slug: str, campos: dict[str, Any]) -> None:
    modelo.objects.get_or_create(slug=slug, defaults=campos | {"estado": Estado.PUBLICADO})


def sembrar_salidas(tour: Tour, horario: Horario) -> None:
    guia = Guia.objects.get(slug=horario.guia) if horario.guia else None
    for inicio in proximas(tour, horario):
        Salida.objects.get_or_create(
            tour=tour,
            inicio=inicio,
            defaults={
                "fin": inicio + tour.duracion,
                "capacidad": horario.capacidad,
                "guia": guia,
                "punto_de_encuentro": horario.punto_de_encuentro,
            },
        )


def proximas(tour: Tour, horario: Horario) -> Iterator[datetime]:
    """From tomorrow on, at the hour that the clocks of the destination show."""
    zona = tour.destino.zona
    hoy = timezone.now().astimezone(zona).date()
    for dia in (hoy + timedelta(days=n) for n in range(1, SEMANAS * 7 + 1)):
        if dia.weekday() in horario.dias:
            yield datetime.combine(dia, horario.hora, zona)


def sembrar_venta(venta: Venta) -> None:
    uuid = uuid5(NAMESPACE_URL, f"turismo:demo:{venta.nombre}")
    if Reserva.objects.filter(uuid=uuid).exists():
        return
    salidas = Salida.objects.a_la_venta().con_lugar_para(venta.plazas)
    reserva = Reserva(
        uuid=uuid,
        salida=salidas.filter(tour__slug=venta.tour).select_related("tour__destino").earliest("inicio"),
        plazas=venta.plazas,
        contacto_nombre=venta.contacto,
        usuario=Usuario.objects.get(username=venta.usuario) if venta.usuario else None,
    )
    apartar(reserva, DEL_SISTEMA)
    if venta.servicio:
        servicio = Servicio.objects.get(slug=venta.servicio)
        contratar(Contratacion(reserva=reserva, servicio=servicio, usuario=reserva.usuario, cantidad=venta.plazas))
    if venta.movimiento:
        mover(reserva, venta.movimiento, DEL_SISTEMA)


def sembrar_recomendaciones() -> None:
    turista = Usuario.objects.get(username="turista")
    for slug, (puntaje, comentario) in RECOMENDACIONES.items():
        Recomendacion.objects.get_or_create(
            usuario=turista,
            tour=Tour.objects.get(slug=slug),
            defaults={"puntaje": puntaje, "comentario": comentario},
        )
