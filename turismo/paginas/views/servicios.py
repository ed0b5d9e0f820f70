"""Add services to a booking, and explain the ones that cannot be added."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from turismo.catalogo.models import Servicio
from turismo.paginas.estados import se_cancela
from turismo.paginas.forms.servicios import ServiciosForm
from turismo.reglas import ReglaIncumplida
from turismo.reservas.dominio.una_vez import contratar_una_vez
from turismo.reservas.models import Contratacion, Reserva
from turismo.reservas.reglas import ReservaInactiva

from .acciones import volver
from .reservas import ReservaView


class ContratarView(ReservaView):
    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.object = self.get_object()
        if not se_cancela(self.object):
            messages.error(request, str(ReservaInactiva()))
            return volver(self.object)
        form = ServiciosForm(request.POST, reserva=self.object)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(servicios=form))
        anadidos = contratar_todos(request, self.object, form.contratados())
        if anadidos:
            messages.success(request, _("Su reserva incluye: %(servicios)s.") % {"servicios": ", ".join(anadidos)})
        return volver(self.object)


def contratar_todos(request: HttpRequest, reserva: Reserva, pedidos: Iterable[tuple[Servicio, int]]) -> list[str]:
    """Return the added ones; warn of the others with the reason."""
    incluidos = []
    for servicio, cantidad in pedidos:
        pedida = Contratacion(reserva=reserva, servicio=servicio, usuario=request.user, cantidad=cantidad)  # type: ignore[misc]
        try:
            contratar_una_vez(pedida)
        except ReglaIncumplida as regla:
            que = {"servicio": servicio.titulo, "regla": regla}
            messages.warning(request, _("No se añadió «%(servicio)s»: %(regla)s") % que)
        else:
            incluidos.append(f"{cantidad} × {servicio.titulo}")
    return incluidos
