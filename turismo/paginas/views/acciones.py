"""The buttons of a booking's page: confirm, extend, cancel, rate."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import View
from django.views.generic.detail import SingleObjectMixin

from turismo.paginas.estados import se_cancela
from turismo.paginas.forms.valoracion import ValoracionForm
from turismo.recomendaciones.valoraciones import valorar
from turismo.reglas import ReglaIncumplida
from turismo.reservas.dominio.movimientos import CONFIRMAR, cancelar, mover
from turismo.reservas.dominio.orden import Orden
from turismo.reservas.dominio.vencimientos import extender
from turismo.reservas.models import Estado, Origen, Reserva
from turismo.reservas.reglas import TransicionInvalida

from .reservas import CancelarView, Propias, ReservaView


class Accion(Propias, SingleObjectMixin, View):  # type: ignore[type-arg]
    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Return to the booking after a login that the button had asked for; the traveller presses it again."""
        return volver(self.get_object())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return intentar(request, self.get_object(), self.hacer)

    def hacer(self, reserva: Reserva, orden: Orden) -> str:
        """Do it and return the message; raise ReglaIncumplida if a rule forbids it."""
        raise NotImplementedError


class ConfirmarView(Accion):
    def hacer(self, reserva: Reserva, orden: Orden) -> str:
        if not reserva.salida.tour.confirmacion_inmediata:
            raise TransicionInvalida
        if reserva.estado != Estado.CONFIRMADA:  # a second click succeeds too
            mover(reserva, CONFIRMAR, orden)
        return _("Su reserva está confirmada. ¡Buen viaje!")


class ExtenderView(Accion):
    def hacer(self, reserva: Reserva, orden: Orden) -> str:
        extender(reserva, orden)
        return _("Le guardamos las plazas un rato más.")


class CancelarReservaView(CancelarView):
    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return intentar(request, self.get_object(), self.hacer)

    def hacer(self, reserva: Reserva, orden: Orden) -> str:
        if se_cancela(reserva):
            cancelar(reserva, orden)
        elif reserva.estado != Estado.CANCELADA:
            raise TransicionInvalida
        return _("Su reserva está cancelada y sus plazas vuelven a la venta.")


class ValorarView(ReservaView):
    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.object = self.get_object()
        form = ValoracionForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))

        def hacer(reserva: Reserva, orden: Orden) -> str:
            valorar(reserva, request.user, **form.cleaned_data)  # type: ignore[arg-type]
            return _("Gracias: su valoración ayuda a otros viajeros.")

        return intentar(request, self.object, hacer)


def intentar(request: HttpRequest, reserva: Reserva, hacer: Callable[[Reserva, Orden], str]) -> HttpResponse:
    try:
        messages.success(request, hacer(reserva, Orden(request.user, Origen.WEB)))  # type: ignore[arg-type]
    except ReglaIncumplida as regla:
        messages.error(request, str(regla))
    return volver(reserva)


def volver(reserva: Reserva) -> HttpResponse:
    return HttpResponseRedirect(reverse("paginas:reserva", args=[reserva.localizador]))
