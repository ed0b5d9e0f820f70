"""Ask: a page between the button and the deed. It says what will happen, and wants what only a person can know."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME, AdminForm
from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict
from django.template.response import TemplateResponse
from django.urls import reverse

HACER = "_hacer"
MUCHOS = 500  # of which one page can tell what will become of them, and one form send the keys


class ConPreguntas(admin.ModelAdmin):  # type: ignore[type-arg]
    def preguntar(
        self,
        request: HttpRequest,
        elegidos: QuerySet[Any],
        form: forms.BaseForm,
        *,
        titulo: Any,
        boton: Any,
        plantilla: str = "admin/pregunta.html",
        **contexto: Any,
    ) -> TemplateResponse:
        return TemplateResponse(
            request,
            plantilla,
            {
                **self.admin_site.each_context(request),
                "title": titulo,
                "opts": self.opts,
                "form": form,
                "adminform": AdminForm(form, [(None, {"fields": list(form.fields)})], {}, model_admin=self),  # type: ignore[arg-type]  # any form will do
                "media": self.media + form.media,
                "elegidos": elegidos,
                "boton": boton,
                "hacer": HACER,
                "casilla": ACTION_CHECKBOX_NAME,
                "accion": request.POST.get("action", ""),
                "volver": self.de_donde_viene(request),
                **contexto,
            },
        )

    def de_donde_viene(self, request: HttpRequest) -> str:
        """The list with its filters or, where the button of one row was pressed, the page of that row."""
        pk = request.resolver_match and request.resolver_match.kwargs.get("pk")
        pagina = f"admin:{self.opts.app_label}_{self.opts.model_name}_change"
        return reverse(pagina, args=[pk]) if pk else request.get_full_path()


def respuesta(request: HttpRequest) -> QueryDict | None:
    """What the page was answered; None while it has still to be asked."""
    return request.POST if HACER in request.POST else None


def parrafo(renglones: int) -> forms.Textarea:
    return forms.Textarea({"rows": renglones, "class": "vLargeTextField"})
