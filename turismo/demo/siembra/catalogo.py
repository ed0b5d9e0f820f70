"""Places, guides, tours with their fares, services, and two months of departures."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from turismo.catalogo.generacion import Plan, generar
from turismo.catalogo.models import Destino, Estado, Guia, Servicio, Tarifa, Tour
from turismo.demo.gente import FICHA_DE
from turismo.demo.lugares import PAISES, Campos, Oferta
from turismo.usuarios.models import Usuario

DIAS = 60


def sembrar_catalogo() -> None:
    for pais in PAISES:
        destinos = {slug: publicar(Destino, slug, campos)[0] for slug, campos in pais.destinos.items()}
        guias = {slug: publicar(Guia, slug, campos)[0] for slug, campos in pais.guias.items()}
        for slug, oferta in pais.ofertas.items():
            tour = sembrar_tour(slug, oferta, destinos[oferta.campos["destino"]])
            sembrar_salidas(tour, oferta, guias.get(oferta.horario.guia or ""))
        for slug, campos in pais.servicios.items():
            sembrar_servicio(slug, campos)
    for username, slug in FICHA_DE.items():
        Guia.objects.filter(slug=slug, usuario=None).update(usuario=Usuario.objects.get(username=username))


def publicar(modelo: Any, slug: str, campos: Campos) -> tuple[Any, bool]:
    una: tuple[Any, bool] = modelo.objects.get_or_create(slug=slug, defaults=campos | {"estado": Estado.PUBLICADO})
    return una


def sembrar_tour(slug: str, oferta: Oferta, destino: Destino) -> Tour:
    tour, es_nuevo = publicar(Tour, slug, oferta.campos | {"destino": destino})
    if es_nuevo:
        Tarifa.objects.bulk_create(Tarifa(tour=tour, **campos) for campos in oferta.tarifas)
    return Tour.objects.select_related("destino").get(pk=tour.pk)


def sembrar_servicio(slug: str, campos: Campos) -> None:
    sus_tours = campos.get("tours", ())
    servicio, es_nuevo = publicar(Servicio, slug, {nombre: campos[nombre] for nombre in campos.keys() - {"tours"}})
    if es_nuevo:
        servicio.tours.set(Tour.objects.filter(slug__in=sus_tours))


def sembrar_salidas(tour: Tour, oferta: Oferta, guia: Guia | None) -> None:
    """From tomorrow on. Departures of earlier runs stay, so a later run adds the missing days."""
    manana = timezone.now().astimezone(tour.destino.zona).date() + timedelta(days=1)
    horario = oferta.horario
    generar(
        Plan(
            tour=tour,
            desde=manana,
            hasta=manana + timedelta(days=DIAS - 1),
            dias=frozenset(horario.dias),
            hora=horario.hora,
            capacidad=horario.capacidad,
            guia=guia,
            punto_de_encuentro=horario.punto_de_encuentro,
        )
    )
