"""Admin actions as values: a list of `Accion` is the menu of the list, the buttons of the page and their permissions.

An `Accion` is a callable admin action of Django, so it stands in `ModelAdmin.actions`. To add a button, add a value
to the list of its model, such as `reservas/admin/acciones_de_salida.py`.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from turismo.reglas import ReglaIncumplida

from .preguntas import PREVIA, Pregunta, Texto, respuesta

NOMBRADOS = 10  # rows that a message names; it counts the others


@dataclass(frozen=True, slots=True)
class Pedido:
    """A permitted request for `accion` on the chosen rows. `form` is valid; None if the action asks no question."""

    accion: "Accion"
    model_admin: "admin.ModelAdmin[Any]"
    request: HttpRequest
    filas: QuerySet[Any]
    form: Any = None

    @property
    def datos(self) -> Mapping[str, Any]:
        return self.form.cleaned_data if self.form else {}

    def anotar(self, fila: Any, texto: Texto) -> None:
        """Write a log entry, which the history of the row shows."""
        self.model_admin.log_change(self.request, fila, str(texto))

    def decir(self, texto: Texto, nivel: int = messages.SUCCESS) -> None:
        """Show a message on the operator's next page."""
        self.model_admin.message_user(self.request, str(texto), nivel)


# Returns the response, or None to go back to the list or the page of the row.
Hacer = Callable[[Pedido], HttpResponseBase | None]


@dataclass(frozen=True, slots=True)
class Accion:
    """One thing that an operator can do with the rows of a model.

    `hacer` does it; if it raises ReglaIncumplida, the rule is an error of the question's form. Each of `permisos` is
    needed: "change" is the admin's `has_change_permission()`, a name with a dot is a permission of the user.
    """

    nombre: str  # in the address and in the form of the list
    texto: Texto  # of the button and in the menu of the list
    hacer: Hacer
    permisos: Sequence[str] = ("change",)
    # Whether the page of this row has the button. Without it the action is in the menu of the list only.
    cuando: Callable[[Any], bool] | None = None
    pregunta: Pregunta | None = None

    @property
    def directa(self) -> bool:
        """Whether the button itself does it, so that it has to be a POST and not a link."""
        return self.pregunta is None

    # Django reads the name and the text of an action from these two.
    @property
    def __name__(self) -> str:
        return self.nombre

    @property
    def short_description(self) -> Texto:
        return self.texto

    def permitida(self, model_admin: Any, request: HttpRequest) -> bool:
        return all(
            request.user.has_perm(permiso)
            if "." in permiso
            else getattr(model_admin, f"has_{permiso}_permission")(request)
            for permiso in self.permisos
        )

    def __call__(self, model_admin: Any, request: HttpRequest, filas: QuerySet[Any]) -> HttpResponseBase | None:
        pedido = Pedido(self, model_admin, request, filas)
        return self.hacer(pedido) if self.pregunta is None else self.preguntar(self.pregunta, pedido)

    def preguntar(self, pregunta: Pregunta, pedido: Pedido) -> HttpResponseBase | None:
        """Show the question page until its form is valid, then do it."""
        if impedimento := pregunta.impedimento(pedido.filas):
            pedido.decir(impedimento, messages.ERROR)
            return None
        previa = PREVIA in pedido.request.POST
        form = pregunta.formulario(pedido.request.POST if previa else respuesta(pedido.request), list(pedido.filas))
        if form.is_valid() and not previa:
            try:
                return self.hacer(replace(pedido, form=form))
            except ReglaIncumplida as regla:
                form.add_error(None, str(regla))
        return pregunta.pagina(pedido.model_admin, pedido.request, form)


def una_a_una(
    hacer: Callable[[Any, Pedido], object], hecho: Texto | Callable[[Mapping[str, Any]], Texto] | None = None
) -> Hacer:
    """Make the `hacer` of an `Accion` from the deed for one row.

    Each row has its own transaction and log entry: a rule that stops one row does not undo the others. `hecho` is
    the text of the log entry and of the message, or a function of the form's data; without it the action's text is.
    """

    def cada_una(pedido: Pedido) -> None:
        texto = hecho(pedido.datos) if callable(hecho) else hecho or pedido.accion.texto
        hechas: list[Any] = []
        impedidas: defaultdict[str, list[Any]] = defaultdict(list)
        for fila in pedido.filas:
            try:
                with transaction.atomic():
                    hacer(fila, pedido)
                    pedido.anotar(fila, texto)
            except ReglaIncumplida as regla:
                impedidas[str(regla)].append(fila)
            else:
                hechas.append(fila)
        if hechas:
            pedido.decir(f"{texto}: {nombres(hechas)}.")
        for regla_rota, suyas in impedidas.items():
            pedido.decir(f"{nombres(suyas)}: {regla_rota}", messages.ERROR)

    return cada_una


def nombres(filas: Sequence[Any]) -> str:
    primeros = ", ".join(map(str, filas[:NOMBRADOS]))
    if len(filas) <= NOMBRADOS:
        return primeros
    return _("%(primeros)s y %(otros)d más") % {"primeros": primeros, "otros": len(filas) - NOMBRADOS}


class AdminConAcciones(admin.ModelAdmin):  # type: ignore[type-arg]
    """A model's admin whose `actions` are `Accion` values; their buttons are on the row's page, too."""

    change_form_template = "admin/con_botones.html"

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        acciones: dict[str, Any] = super().get_actions(request)
        return {
            nombre: (funcion, *resto)
            for nombre, (funcion, *resto) in acciones.items()
            if not isinstance(funcion, Accion) or funcion.permitida(self, request)
        }

    def get_urls(self) -> list[URLPattern]:
        if not any(isinstance(accion, Accion) and accion.cuando for accion in self.actions or ()):
            return super().get_urls()
        vista = self.admin_site.admin_view(self.hacer)
        return [path("<int:pk>/hacer/<slug:accion>/", vista, name=self.nombre_de("hacer")), *super().get_urls()]

    def nombre_de(self, vista: str) -> str:
        return f"{self.opts.app_label}_{self.opts.model_name}_{vista}"

    def hacer(self, request: HttpRequest, pk: int, accion: str) -> HttpResponseBase:
        """Do an action with one row: the address of its button."""
        permitida = next((una for una in self.permitidas(request) if una.nombre == accion), None)
        if permitida is None:
            raise PermissionDenied
        if permitida.directa and request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        fila = self.get_queryset(request).filter(pk=pk)
        if not fila:
            raise Http404
        return permitida(self, request, fila) or redirect(f"admin:{self.nombre_de('change')}", pk)

    def permitidas(self, request: HttpRequest) -> list[Accion]:
        return [funcion for funcion, *_resto in self.get_actions(request).values() if isinstance(funcion, Accion)]

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        fila = self.get_object(request, object_id)
        botones = self.botones(request, fila) if fila else []
        return super().change_view(request, object_id, form_url, {"botones": botones, **(extra_context or {})})

    def botones(self, request: HttpRequest, fila: Any) -> list[dict[str, Any]]:
        return [
            {
                "url": reverse(f"admin:{self.nombre_de('hacer')}", args=[fila.pk, accion.nombre]),
                "texto": accion.texto,
                "directa": accion.directa,
            }
            for accion in self.permitidas(request)
            if accion.cuando and accion.cuando(fila)
        ]

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the rule that stopped the save as a message.

        The form checks the rules first; this is for a row that changed between the check and the save.
        """
        try:
            return super().changeform_view(request, *args, **kwargs)
        except ReglaIncumplida as regla:
            self.message_user(request, str(regla), messages.ERROR)
            return HttpResponseRedirect(request.get_full_path())
