"""The question page between a button and its deed: it shows the consequences and has a form for the operator."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME, AdminForm
from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

HACER = "_hacer"  # the name of the button that carries out the action
PREVIA = "_previa"  # the name of the button that shows the page again, with the answers as a preview
MUCHOS = 500  # rows: one page can show the consequences of so many, and one form can send their keys

Texto = str | Promise


class Formulario(forms.Form):
    """The base of a question's form. `elegidos` are the rows that the operator chose, `respuesta` the POST data."""

    def __init__(self, respuesta: QueryDict | None, elegidos: Sequence[Any], **opciones: Any) -> None:
        super().__init__(respuesta, **opciones)
        self.elegidos = elegidos


@dataclass(frozen=True, slots=True)
class Pregunta:
    formulario: Callable[[QueryDict | None, Sequence[Any]], Formulario]
    titulo: Texto | Callable[[Sequence[Any]], Texto]  # a function if the title names a row
    boton: Texto
    plantilla: str = "admin/pregunta.html"
    # The context of the template besides the form, such as the consequences for the chosen rows.
    contexto: Callable[[Any], Mapping[str, Any]] = lambda form: {}
    # For an action on one row only: the error message for any other number of rows.
    solo_una: Texto | None = None

    def impedimento(self, filas: QuerySet[Any]) -> Texto | None:
        """Why the question cannot be asked about these rows; None if it can."""
        if self.solo_una is not None:
            return None if len(filas) == 1 else self.solo_una
        return _("Elija %(muchos)d como mucho.") % {"muchos": MUCHOS} if filas.count() > MUCHOS else None

    def pagina(self, model_admin: Any, request: HttpRequest, form: Formulario) -> TemplateResponse:
        titulo = self.titulo(form.elegidos) if callable(self.titulo) else self.titulo
        contexto = {"elegidos": form.elegidos, **self.contexto(form)}
        return pagina(model_admin, request, form, self.plantilla, titulo=titulo, boton=self.boton, **contexto)


def pagina(
    model_admin: Any, request: HttpRequest, form: forms.BaseForm, plantilla: str, *, titulo: Any, **contexto: Any
) -> TemplateResponse:
    """Render `form` in the look of the admin; `plantilla` extends admin/pregunta.html, which names the context."""
    return TemplateResponse(
        request,
        plantilla,
        {
            **model_admin.admin_site.each_context(request),
            "title": titulo,
            "opts": model_admin.opts,
            "form": form,
            "adminform": AdminForm(form, [(None, {"fields": list(form.fields)})], {}, model_admin=model_admin),  # type: ignore[arg-type]  # any form will do
            "media": model_admin.media + form.media,
            "hacer": HACER,
            "ver": PREVIA,
            "casilla": ACTION_CHECKBOX_NAME,
            "accion": request.POST.get("action", ""),
            "volver": pagina_anterior(model_admin, request),
            **contexto,
        },
    )


def pagina_anterior(model_admin: Any, request: HttpRequest) -> str:
    """The address of the row's page if its button led here, else of the list with its filters."""
    pk = request.resolver_match and request.resolver_match.kwargs.get("pk")
    nombre = f"admin:{model_admin.opts.app_label}_{model_admin.opts.model_name}_change"
    return reverse(nombre, args=[pk]) if pk else request.get_full_path()


def respuesta(request: HttpRequest) -> QueryDict | None:
    """The POST data of the question's form; None if the page has not been shown yet."""
    return request.POST if HACER in request.POST else None


def parrafo(renglones: int) -> forms.Textarea:
    return forms.Textarea({"rows": renglones, "class": "vLargeTextField"})
