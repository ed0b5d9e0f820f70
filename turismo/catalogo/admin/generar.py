"""Generate in the admin: a season of departures from one form, which then lists what it made and what was there."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import PermissionDenied
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from turismo.administracion.preguntas import ConPreguntas, respuesta
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
    anteriores: list[Salida]  # that stood at one of these hours, and are left as they are


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
        """None where a rule stands in the way; the form says which, and no departure was made."""
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


class ConGeneracion(ConPreguntas):
    change_form_template = "admin/catalogo/tour/change_form.html"

    def get_urls(self) -> list[URLPattern]:
        vista = self.admin_site.admin_view(self.generar_salidas)
        return [path("<int:pk>/salidas/", vista, name="catalogo_tour_salidas"), *super().get_urls()]

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        return super().render_change_form(request, context | {"genera": self.puede_generar(request)}, *args, **kwargs)

    def puede_generar(self, request: HttpRequest) -> bool:
        return request.user.has_perm("catalogo.add_salida")

    def generar_salidas(self, request: HttpRequest, pk: int) -> HttpResponse:
        tour = get_object_or_404(self.get_queryset(request).select_related("destino"), pk=pk)
        if not self.puede_generar(request):
            raise PermissionDenied
        form = GenerarForm(respuesta(request))
        cosecha = None
        if form.is_valid():
            with transaction.atomic():
                cosecha = form.cosechar(tour)
                self.anotar(request, tour, cosecha.nuevas if cosecha else [])
        return self.pagina(request, tour, form, cosecha)

    def anotar(self, request: HttpRequest, tour: Tour, nuevas: list[Salida]) -> None:
        if nuevas:
            dicho = ngettext("%(n)d salida nueva", "%(n)d salidas nuevas", len(nuevas)) % {"n": len(nuevas)}
            self.log_change(request, tour, dicho)

    def pagina(self, request: HttpRequest, tour: Tour, form: GenerarForm, cosecha: Cosecha | None) -> TemplateResponse:
        return self.preguntar(
            request,
            Tour.objects.none(),
            form,
            titulo=_("Generar salidas: %(tour)s") % {"tour": tour},
            boton=_("Generar"),
            plantilla="admin/catalogo/tour/generar.html",
            tour=tour,
            cosecha=cosecha,
        )
