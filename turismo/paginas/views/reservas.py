"""A traveller's bookings; a booking of another user is a 404."""

from typing import Any

from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.utils import timezone
from django.views.generic import DetailView, TemplateView

from turismo.paginas.estados import estado_visible, se_cancela
from turismo.paginas.forms.servicios import ServiciosForm
from turismo.paginas.forms.valoracion import ValoracionForm
from turismo.recomendaciones.models import Sugerencia
from turismo.reservas.dominio.movimientos import reembolso_que_toca
from turismo.reservas.models import Reserva
from turismo.reservas.models.reserva import ReservaQuerySet

from .viva import Viva

POR_PAGINA = 10
SUGERENCIAS = 3


class Propias(LoginRequiredMixin):
    """Only bookings of the user, found by code."""

    request: Any
    slug_field = slug_url_kwarg = "localizador"

    def get_queryset(self) -> ReservaQuerySet:
        return Reserva.objects.filter(usuario=self.request.user).select_related(
            "salida__tour__destino", "salida__guia", "valoracion"
        )


class MisReservasView(Propias, Viva, TemplateView):
    template_name = "paginas/mis_reservas.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        reservas = self.get_queryset()
        por_venir = reservas.vivas().filter(salida__fin__gt=timezone.now())
        pasadas = reservas.exclude(pk__in=por_venir.values("pk")).order_by("-salida__inicio", "-pk")
        return super().get_context_data(**kwargs) | {
            "por_venir": por_venir.order_by("salida__inicio", "pk"),
            "pagina": Paginator(pasadas, POR_PAGINA).get_page(self.request.GET.get("page")),
            "sugerencias": sugerencias_para(self.request.user),
        }


class ReservaView(Propias, Viva, DetailView):  # type: ignore[type-arg]
    template_name = "paginas/reserva.html"

    def get_queryset(self) -> ReservaQuerySet:
        return super().get_queryset().prefetch_related("contrataciones__servicio")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        reserva: Reserva = self.object
        viva = se_cancela(reserva)
        return {
            "ahora": timezone.now(),
            "estado": estado_visible(reserva),
            "lineas": reserva.lineas.select_related("tarifa"),
            "contrataciones": reserva.contrataciones.all(),
            "se_cancela": viva,
            "servicios": ServiciosForm(reserva=reserva) if viva else None,
            "form": ValoracionForm(),
        } | super().get_context_data(**kwargs)


class CancelarView(Propias, DetailView):  # type: ignore[type-arg]
    """Ask before cancelling, and name the refund."""

    template_name = "paginas/cancelar.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "se_cancela": se_cancela(self.object),
            "reembolso": reembolso_que_toca(self.object, timezone.now()),
        }


def sugerencias_para(usuario: Any) -> QuerySet[Sugerencia]:
    suyas = Sugerencia.objects.vigentes().filter(usuario=usuario.pk)
    return suyas.select_related("tour__destino")[:SUGERENCIAS]
