"""Announce in the admin: a word for the travellers of some departures, looked at before it is said."""

from django.contrib import admin, messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from turismo.administracion.anuncio import AnuncioForm, anunciar
from turismo.administracion.preguntas import ConPreguntas, respuesta
from turismo.catalogo.models import Salida

from .actos import ConActos
from .alcance import viajeros_de

PREVIA = "_previa"


class ConAnuncios(ConPreguntas, ConActos):
    def has_anunciar_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perms(["notifications.add_notification", "catalogo.change_salida"])

    @admin.action(description=_("Anunciar a sus viajeros…"), permissions=["anunciar"])
    def anunciar(self, request: HttpRequest, salidas: QuerySet[Salida]) -> HttpResponseBase | None:
        if self.son_demasiados(request, salidas):
            return None
        viajeros = viajeros_de(salidas)
        form = AnuncioForm(request.POST if PREVIA in request.POST else respuesta(request))
        es_valido = form.is_valid()
        if es_valido and not viajeros:
            form.add_error(None, _t("En estas salidas no viaja nadie a quien avisar."))
        elif es_valido and PREVIA not in request.POST:
            self.decir(request, list(salidas), viajeros, form)
            return None
        return self.preguntar(
            request,
            salidas,
            form,
            titulo=_("Anunciar a los viajeros"),
            boton=_("Enviar"),
            plantilla="admin/catalogo/salida/anunciar.html",
            viajeros=len(viajeros),
            previa=form.cleaned_data if es_valido else None,
            ver=PREVIA,
        )

    @transaction.atomic
    def decir(self, request: HttpRequest, salidas: list[Salida], viajeros: list[int], form: AnuncioForm) -> None:
        texto = form.cleaned_data["texto"]
        anunciar(texto, form.cleaned_data["nivel"], viajeros, [salida.pk for salida in salidas])
        for salida in salidas:
            self.log_change(request, salida, _t("Anunciar: %(texto)s") % {"texto": texto})
        self.message_user(
            request,
            ngettext("Anunciado a %(n)d viajero.", "Anunciado a %(n)d viajeros.", len(viajeros)) % {"n": len(viajeros)},
            messages.SUCCESS,
        )
