"""Filters of reservations."""

import django_filters as filters

from turismo.catalogo.rest.filters import hora
from turismo.reservas.models import Reserva


class ReservaFilter(filters.FilterSet):
    tour = filters.CharFilter(field_name="salida__tour__slug", max_length=120)
    salida = filters.NumberFilter(field_name="salida_id", decimal_places=0, min_value=1, max_value=2**63 - 1)
    desde = hora(
        field_name="salida__inicio", lookup_expr="gte", help_text="De viajes que empiezan a esa hora o después."
    )
    hasta = hora(field_name="salida__inicio", lookup_expr="lte", help_text="De viajes que empiezan a esa hora o antes.")

    class Meta:
        model = Reserva
        fields = ["estado"]
