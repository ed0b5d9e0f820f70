"""The page that generates a season of departures for a tour, then lists the new ones and those that already existed."""

from dataclasses import dataclass

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import PermissionDenied
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from turismo.administracion.preguntas import pagina, respuesta
from turismo.catalogo.generacion import Plan, generar, horas_de
from turismo.catalogo.models import Guia, Salida, Tour
from turismo.catalogo.reglas import GuiaOcupado
from turismo.reglas import ReglaIncumplida

from .agenda import Tramo, coincidencias, que_lo_impide
from .horario import campo_dia, campo_hora

CAPACIDAD_MAXIMA = 1000


@dataclass(frozen=True, slots=True)
class Cosecha:
    nuevas: list[Salida]
    anteriores: list[Salida]  # they existed at one of these hours, and stay as they are


class GenerarForm(forms.Form):
    desde = campo_dia(label=_("Desde"))
    hasta = campo_dia(label=_("Hasta"), help_text=_("Incluido; de mañana a un año."))
    dias = forms.TypedMultipleChoiceField(
        label=_("Días"), coerce=int, choices=list(WEEKDAYS.items()), widget=forms.CheckboxSelectMultiple
    )
    hora = campo_hora()
    capacidad = forms.IntegerField(
        label=_("Capacidad"), validators=[MinValueValidator(1), MaxValueValidator(CAPACIDAD_MAXIMA)]
    )
    guia = forms.ModelChoiceField(
        label=_("Guía"),
        queryset=Guia.objects.publicados(),
        required=False,
        widget=AutocompleteSelect(Salida._meta.get_field("guia"), admin.site),
    )
    punto_de_encuentro = forms.CharField(
        label=_("Punto de encuentro"),
        required=False,
        max_length=200,
        widget=forms.TextInput({"class": "vTextField"}),
    )

    def cosechar(self, tour: Tour) -> Cosecha | None:
        """Generate the departures. If a rule forbids it, add the rule to the form's errors and return None."""
        datos = self.cleaned_data
        plan = Plan(tour=tour, **{**datos, "dias": frozenset(datos["dias"])})
        try:
            nuevas = generar(plan)
        except GuiaOcupado:
            self.add_error("guia", que_lo_impide(plan.guia, coincidencias(plan.guia, tramos_de(plan))))  # type: ignore[arg-type]  # only a guide can be busy
            return None
        except ReglaIncumplida as regla:
            self.add_error(None, str(regla))
            return None
        a_esas_horas = tour.salidas.filter(inicio__in=list(horas_de(plan))).select_related("tour__destino")
        return Cosecha(nuevas, list(a_esas_horas.exclude(pk__in=[salida.pk for salida in nuevas])))


def tramos_de(plan: Plan) -> list[Tramo]:
    return [(inicio, inicio + plan.tour.duracion) for inicio in horas_de(plan)]


def puede_generar(request: HttpRequest) -> bool:
    return request.user.has_perm("catalogo.add_salida")


def generar_salidas(tours: "admin.ModelAdmin[Tour]", request: HttpRequest, pk: int) -> HttpResponse:
    """The view; `tours` is the admin of tours."""
    tour = get_object_or_404(tours.get_queryset(request).select_related("destino"), pk=pk)
    if not puede_generar(request):
        raise PermissionDenied
    form = GenerarForm(respuesta(request))
    cosecha = None
    if form.is_valid():
        with transaction.atomic():
            cosecha = form.cosechar(tour)
            if cosecha and cosecha.nuevas:
                tours.log_change(request, tour, cuantas(len(cosecha.nuevas)))
    return pagina(
        tours,
        request,
        form,
        "admin/catalogo/tour/generar.html",
        titulo=_("Generar salidas: %(tour)s") % {"tour": tour},
        boton=_("Generar"),
        tour=tour,
        cosecha=cosecha,
    )


def cuantas(nuevas: int) -> str:
    return ngettext("%(n)d salida nueva", "%(n)d salidas nuevas", nuevas) % {"n": nuevas}
