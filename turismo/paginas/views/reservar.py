"""Book a departure: hold seats, once for each idempotency key."""

from typing import Any

from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import FormView

from turismo.catalogo.models import Salida, Tour
from turismo.paginas.forms.reserva import ReservaForm
from turismo.reglas import ReglaIncumplida
from turismo.reservas.dominio.orden import Orden
from turismo.reservas.dominio.una_vez import apartar_una_vez
from turismo.reservas.models import Origen
from turismo.reservas.reglas import ReservaRepetida, SalidaCerrada, SinCupo

from .servicios import contratar_todos
from .viva import Viva

OTRAS = 6
CONFLICTO = 409


class ReservarView(LoginRequiredMixin, Viva, FormView):  # type: ignore[type-arg]
    form_class = ReservaForm
    template_name = "paginas/reservar.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.salida = get_object_or_404(
            Salida.objects.filter(tour__in=Tour.objects.publicados()).select_related("tour__destino", "guia"),
            pk=kwargs["salida"],
            tour__slug=kwargs["slug"],
        )
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not Salida.objects.filter(pk=self.salida.pk).a_la_venta().con_lugar_para(1).exists():
            return self.ofrecer_otras(None)
        return super().get(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"salida": self.salida}

    def get_initial(self) -> dict[str, Any]:
        usuario: Any = self.request.user
        return {
            "contacto_nombre": usuario.get_full_name(),
            "contacto_email": usuario.email,
            "contacto_telefono": usuario.telefono,
        }

    def form_valid(self, form: ReservaForm) -> HttpResponse:
        reserva = form.instance
        reserva.usuario, reserva.salida, reserva.uuid = self.request.user, self.salida, form.uuid_elegido
        orden = Orden(self.request.user, Origen.WEB)  # type: ignore[arg-type]
        try:
            reserva, _es_nueva = apartar_una_vez(reserva, orden, form.lineas(), a_lo_sumo=form.importe_visto())
        except (SinCupo, SalidaCerrada) as regla:
            return self.ofrecer_otras(regla)
        except ReservaRepetida:
            form.renovar()
            form.add_error(None, _("Con este formulario ya hizo una reserva. Si quiere otra, envíelo otra vez."))
            return self.form_invalid(form)
        except ReglaIncumplida as regla:
            form.add_error(None, str(regla))
            return self.form_invalid(form)
        contratar_todos(
            self.request, reserva, form.contratados()
        )  # the seats are held even if a service cannot be added
        return HttpResponseRedirect(reverse("paginas:reserva", args=[reserva.localizador]))

    def ofrecer_otras(self, regla: ReglaIncumplida | None) -> HttpResponse:
        """Offer other departures: this one is full or no longer on sale."""
        otras = Salida.objects.filter(tour=self.salida.tour_id).exclude(pk=self.salida.pk).a_la_venta()
        contexto = {
            "salida": self.salida,
            "regla": regla,
            "otras": otras.con_lugar_para(1).select_related("tour__destino").order_by("inicio")[:OTRAS],
        }
        return render(self.request, "paginas/sin_cupo.html", contexto, status=CONFLICTO if regla else None)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"salida": self.salida, "tour": self.salida.tour}
