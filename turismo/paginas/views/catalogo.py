"""The public catalogue and its tours."""

from typing import Any

from django.core.paginator import Paginator
from django.core.validators import slug_re
from django.db.models import QuerySet
from django.views.generic import DetailView, TemplateView

from turismo.catalogo.models import Destino, Servicio, Tour
from turismo.paginas.calendario import mes_de
from turismo.paginas.forms.busqueda import BusquedaForm
from turismo.paginas.vitrina import notas_de, tarjetas, tours_para
from turismo.recomendaciones.models import Valoracion

from .reservas import sugerencias_para
from .viva import Viva

POR_PAGINA = 12
A_LO_SUMO = 100  # slugs in `?solo=`
VALORACIONES = 10


class CatalogoView(Viva, TemplateView):
    template_name = "paginas/catalogo.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        contexto = super().get_context_data(**kwargs)
        destinos = list(Destino.objects.filter(pk__in=Tour.objects.publicados().values("destino")))
        form = BusquedaForm(self.request.GET, destinos=destinos)
        tours = tours_para(form.pedido, destinos)
        solo = [slug for slug in self.request.GET.getlist("solo")[:A_LO_SUMO] if slug_re.fullmatch(slug)]
        if solo:
            # An open page asks for the current cards of the tours that it shows, and of new ones.
            tours = tours.filter(slug__in=solo)
        pagina = Paginator(tours, max(POR_PAGINA, len(solo))).get_page(self.request.GET.get("page"))
        return contexto | {
            "sugerencias": () if solo else sugerencias_para(self.request.user),
            "form": form,
            "filtra": bool(form.pedido),
            "pagina": pagina,
            "tarjetas": tarjetas(pagina.object_list),
        }


class TourView(Viva, DetailView):  # type: ignore[type-arg]
    template_name = "paginas/tour.html"

    def get_queryset(self) -> QuerySet[Tour]:
        return Tour.objects.publicados().select_related("destino")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        tour = self.object
        valoraciones = Valoracion.objects.publicadas().filter(reserva__salida__tour=tour)
        return super().get_context_data(**kwargs) | {
            "mes": mes_de(tour, self.request.GET.get("mes", "")),
            "tarifas": tour.tarifas.filter(activa=True),
            "servicios": Servicio.objects.publicados().filter(moneda=tour.moneda).para(tour.pk),
            "nota": notas_de([tour]).get(tour.pk),
            "valoraciones": valoraciones.select_related("reserva__usuario")[:VALORACIONES],
        }
