"""Press: what can be done with one row stands on its page too, as buttons; the actions of the list do it."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse


class ConBotones(admin.ModelAdmin):  # type: ignore[type-arg]
    change_form_template = "admin/con_botones.html"
    # These ask nothing more, so they are done by the button itself and never by following a link.
    directas: frozenset[str] = frozenset()

    def posibles(self, objeto: Any) -> Iterable[str]:
        """The names of the actions that make sense for it now; who may do them is the actions' own affair."""
        raise NotImplementedError

    def get_urls(self) -> list[URLPattern]:
        vista = self.admin_site.admin_view(self.hacer)
        return [path("<int:pk>/hacer/<slug:accion>/", vista, name=self.nombre_de("hacer")), *super().get_urls()]

    def nombre_de(self, vista: str) -> str:
        return f"{self.opts.app_label}_{self.opts.model_name}_{vista}"

    def hacer(self, request: HttpRequest, pk: int, accion: str) -> HttpResponse:
        permitida = self.get_actions(request).get(accion)
        if permitida is None:
            raise PermissionDenied
        if accion in self.directas and request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        uno = self.get_queryset(request).filter(pk=pk)
        if not uno:
            raise Http404
        hecho: Any = permitida[0](self, request, uno)
        return hecho or redirect(f"admin:{self.nombre_de('change')}", pk)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        objeto = self.get_object(request, object_id)
        botones = self.botones(request, objeto) if objeto else []
        return super().change_view(request, object_id, form_url, {"botones": botones, **(extra_context or {})})

    def botones(self, request: HttpRequest, objeto: Any) -> list[dict[str, Any]]:
        permitidas = self.get_actions(request)
        return [
            {
                "url": reverse(f"admin:{self.nombre_de('hacer')}", args=[objeto.pk, accion]),
                "texto": permitida[2],
                "directa": accion in self.directas,
            }
            for accion in self.posibles(objeto)
            if (permitida := permitidas.get(accion))
        ]
