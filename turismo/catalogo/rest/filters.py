"""Filters of the catalogue."""

from typing import Any

import django_filters as filters
from django.db.models import Exists, OuterRef, QuerySet

from turismo.catalogo.busqueda import contiene, ese_dia, fecha_de_viaje, habla
from turismo.catalogo.models import Destino, Guia, Salida, SalidaQuerySet, Servicio, Tour
from turismo.catalogo.models.guia import IDIOMAS
from turismo.rest.fields import MAX_QUANTITY, validate_year

PALABRAS = 8  # of a search


def gente(**extra: Any) -> filters.NumberFilter:
    return filters.NumberFilter(decimal_places=0, min_value=1, max_value=MAX_QUANTITY, **extra)


def hora(**extra: Any) -> filters.IsoDateTimeFilter:
    return filters.IsoDateTimeFilter(validators=[validate_year], **extra)


class DestinoFilter(filters.FilterSet):
    nombre = filters.CharFilter(lookup_expr="icontains", max_length=80)

    class Meta:
        model = Destino
        fields = ["pais"]


class GuiaFilter(filters.FilterSet):
    idioma = filters.CharFilter(method="que_habla", validators=[IDIOMAS], max_length=3, help_text="es, en, qu…")

    class Meta:
        model = Guia
        fields: list[str] = []

    def que_habla(self, guias: QuerySet[Guia], _nombre: str, idioma: str) -> QuerySet[Guia]:
        return guias.filter(habla(idioma))


class ServicioFilter(filters.FilterSet):
    tour = filters.CharFilter(method="para_el_tour", max_length=120, help_text="Los que se ofrecen con ese tour.")

    class Meta:
        model = Servicio
        fields = ["categoria", "moneda"]

    def para_el_tour(self, servicios: Any, _nombre: str, slug: str) -> Any:
        tour = Tour.objects.filter(slug=slug).first()
        return servicios.filter(moneda=tour.moneda).para(tour.pk) if tour else servicios.none()


class TourFilter(filters.FilterSet):
    """One departure has to satisfy `fecha`, `plazas` and `idioma_guia` together."""

    nombre = filters.CharFilter(lookup_expr="icontains", max_length=80)
    texto = filters.CharFilter(method="que_dice", max_length=80, help_text="Todas estas palabras, en español o inglés.")
    destino = filters.CharFilter(field_name="destino__slug", max_length=120)
    pais = filters.CharFilter(field_name="destino__pais", max_length=2)
    precio_max = filters.NumberFilter(
        field_name="precio", lookup_expr="lte", min_value=0, max_digits=12, decimal_places=2
    )
    fecha = filters.DateFilter(
        method="con_salida", validators=[fecha_de_viaje], help_text="El día de la salida, en el lugar."
    )
    plazas = gente(method="con_salida", help_text="Plazas libres que hacen falta.")
    idioma_guia = filters.CharFilter(
        method="con_salida", validators=[IDIOMAS], max_length=3, help_text="El que ha de hablar el guía: es, en, qu…"
    )

    class Meta:
        model = Tour
        fields = ["moneda"]

    def que_dice(self, tours: QuerySet[Tour], _nombre: str, texto: str) -> QuerySet[Tour]:
        for palabra in texto.split()[:PALABRAS]:
            tours = tours.filter(contiene(palabra))
        return tours

    def con_salida(self, tours: QuerySet[Tour], _nombre: str, _valor: Any) -> QuerySet[Tour]:
        return tours  # `filter_queryset` applies the three together

    def filter_queryset(self, queryset: Any) -> Any:
        tours = super().filter_queryset(queryset)
        pedido = {n: v for n in ("fecha", "plazas", "idioma_guia") if (v := self.form.cleaned_data[n])}
        return tours.filter(Exists(salidas_para(pedido).filter(tour=OuterRef("pk")))) if pedido else tours


def salidas_para(pedido: dict[str, Any]) -> SalidaQuerySet:
    salidas = Salida.objects.a_la_venta().con_lugar_para(int(pedido.get("plazas", 1)))
    if "fecha" in pedido:
        zonas = Destino.objects.order_by().values_list("zona_horaria", flat=True).distinct()
        salidas = salidas.filter(ese_dia(pedido["fecha"], zonas))
    if "idioma_guia" in pedido:
        salidas = salidas.filter(habla(pedido["idioma_guia"], "guia__"))
    return salidas


class SalidaFilter(filters.FilterSet):
    tour = filters.CharFilter(field_name="tour__slug", max_length=120)
    destino = filters.CharFilter(field_name="tour__destino__slug", max_length=120)
    desde = hora(field_name="inicio", lookup_expr="gte")
    hasta = hora(field_name="inicio", lookup_expr="lte")
    plazas = gente(method="con_lugar", help_text="Plazas libres que hacen falta.")

    class Meta:
        model = Salida
        fields = ["estado"]

    def con_lugar(self, salidas: SalidaQuerySet, _nombre: str, plazas: Any) -> SalidaQuerySet:
        return salidas.con_lugar_para(int(plazas))
