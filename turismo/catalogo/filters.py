"""What a traveller may look for in the catalogue."""

from typing import Any

import django_filters as filters

from .models import Destino, Guia, Salida, SalidaQuerySet, Servicio, Tour


class DestinoFilter(filters.FilterSet):
    nombre = filters.CharFilter(lookup_expr="icontains")

    class Meta:
        model = Destino
        fields = ["pais"]


class GuiaFilter(filters.FilterSet):
    idioma = filters.CharFilter(field_name="idiomas", lookup_expr="contains")

    class Meta:
        model = Guia
        fields: list[str] = []


class ServicioFilter(filters.FilterSet):
    class Meta:
        model = Servicio
        fields = ["categoria", "moneda"]


class TourFilter(filters.FilterSet):
    nombre = filters.CharFilter(lookup_expr="icontains")
    destino = filters.CharFilter(field_name="destino__slug")
    pais = filters.CharFilter(field_name="destino__pais")
    precio_max = filters.NumberFilter(field_name="precio", lookup_expr="lte")

    class Meta:
        model = Tour
        fields = ["moneda"]


class SalidaFilter(filters.FilterSet):
    tour = filters.CharFilter(field_name="tour__slug")
    destino = filters.CharFilter(field_name="tour__destino__slug")
    desde = filters.IsoDateTimeFilter(field_name="inicio", lookup_expr="gte")
    hasta = filters.IsoDateTimeFilter(field_name="inicio", lookup_expr="lte")
    plazas = filters.NumberFilter(
        method="con_lugar", min_value=1, max_value=1000, label="Plazas libres que hacen falta."
    )

    class Meta:
        model = Salida
        fields = ["estado"]

    def con_lugar(self, salidas: SalidaQuerySet, _nombre: str, plazas: Any) -> SalidaQuerySet:
        return salidas.con_lugar_para(int(plazas))
