"""A departure in the admin: how full it is, who leads it, who travels, and all that can be decided about it."""

from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.db import IntegrityError, transaction
from django.db.models import F, Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from turismo.administracion.botones import ConBotones
from turismo.administracion.permisos import ConReglas, SinAltas, SinBorrar
from turismo.catalogo.admin.horario import momento
from turismo.catalogo.admin.ocupacion import ocupacion
from turismo.catalogo.models import SALIDAS_VIVAS, EstadoDeSalida, Salida
from turismo.reservas.models import OCUPAN, Reserva
from turismo.reservas.reglas import SalidaRepetida
from turismo.usuarios.models import Rol

from .decisiones import ConDecisiones
from .filtros import Cuando, Guiadas, Ocupacion
from .nueva_salida import NuevaSalidaForm
from .transicion import DeSalidaInline

EDITABLES = ["capacidad", "punto_de_encuentro", "cierra_en"]
NUEVA = ["tour", ("dia", "hora"), "capacidad", "guia", "punto_de_encuentro"]
SABIDO = ["tour", "cuando", "hasta", "plazas", "guia", "estado"]


class ViajerosInline(SinAltas, admin.TabularInline):  # type: ignore[type-arg]
    """Who travels, for whoever has to call them from a list at six in the morning."""

    model = Reserva
    readonly_fields = ["contacto_nombre", "contacto_telefono", "plazas", "estado", "notas"]
    fields = [*readonly_fields]
    extra = 0
    verbose_name_plural = _("viajeros")
    show_change_link = True

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return super().has_view_permission(request, obj) or guia_suya(request, obj)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Reserva]:
        # Not the one of `super()`, which asks again and without the departure whether they may be seen.
        return Reserva.objects.filter(estado__in=OCUPAN).order_by("contacto_nombre")


def guia_suya(request: HttpRequest, salida: Any) -> bool:
    return isinstance(salida, Salida) and bool(salida.guia) and salida.guia.usuario_id == request.user.pk  # type: ignore[union-attr]


@admin.register(Salida)
class SalidaAdmin(SinBorrar, ConReglas, ConDecisiones, ConBotones):
    list_display = ["tour", "cuando", "plazas", "guia", "estado"]
    list_filter = ["estado", Cuando, Ocupacion, Guiadas, "tour__destino"]
    search_fields = ["tour__nombre", "tour__destino__nombre", "guia__nombre"]
    autocomplete_fields = ["tour", "guia"]
    readonly_fields = ["cuando", "hasta", "plazas", "estado"]
    date_hierarchy = "inicio"
    list_per_page = 50
    show_full_result_count = False

    def get_fieldsets(self, request: HttpRequest, obj: Salida | None = None) -> Any:
        return [(None, {"fields": NUEVA})] if obj is None else [(None, {"fields": [*SABIDO, *EDITABLES]})]

    def get_readonly_fields(self, request: HttpRequest, obj: Salida | None = None) -> list[str]:
        """Whoever moves a departure or changes its guide has people to tell: the buttons do, saving tells nobody."""
        if obj is None:
            return self.readonly_fields
        lo_pasado = [] if obj.estado in SALIDAS_VIVAS else EDITABLES
        return [*self.readonly_fields, "tour", "guia", *lo_pasado]

    def get_form(self, request: HttpRequest, obj: Salida | None = None, change: bool = False, **kwargs: Any) -> Any:
        if obj is None:
            kwargs |= {"form": NuevaSalidaForm, "fields": NuevaSalidaForm.Meta.fields}
        return super().get_form(request, obj, change=change, **kwargs)

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "cierra_en":
            kwargs["widget"] = momento()
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def get_inlines(self, request: HttpRequest, obj: Salida | None) -> list[Any]:
        return [] if obj is None else [ViajerosInline, DeSalidaInline]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Salida]:
        # A departure's name tells the local hour, which its destination knows.
        todas = super().get_queryset(request).select_related("tour__destino", "guia")
        solo_guia = request.user.rol == Rol.GUIA and not self.has_change_permission(request)  # type: ignore[union-attr]
        return todas.filter(guia__usuario=request.user) if solo_guia else todas

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Salida], search_term: str
    ) -> tuple[QuerySet[Salida], bool]:
        encontradas, con_repetidas = super().get_search_results(request, queryset, search_term)
        if request.path == reverse("admin:autocomplete"):
            # Whoever fills in a reservation looks for a departure that can still be sold.
            encontradas = encontradas.filter(pk__in=Salida.objects.a_la_venta().values("pk"))
        return encontradas, con_repetidas

    def change_view(self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any) -> HttpResponse:
        """On the clock of the place, from the hours that are shown to those that are typed."""
        salida = self.get_object(request, object_id)
        with timezone.override(salida.tour.destino.zona if salida else None):
            pagina = super().change_view(request, object_id, *args, **kwargs)
            return pagina.render() if isinstance(pagina, TemplateResponse) else pagina

    def save_model(self, request: HttpRequest, obj: Salida, form: Any, change: bool) -> None:
        try:
            with transaction.atomic():
                super().save_model(request, obj, form, change)
        except IntegrityError as error:
            raise SalidaRepetida from error

    def posibles(self, salida: Salida) -> Iterator[str]:
        if salida.estado in SALIDAS_VIVAS:
            yield "cerrar" if salida.estado == EstadoDeSalida.ABIERTA else "abrir"
            yield from ("asignar_guia", "reprogramar", "cancelar")
        if salida.estado in SALIDAS_VIVAS and salida.inicio <= timezone.now():
            yield "realizar"
        yield "anunciar"

    @admin.display(description=_("hora del lugar"), ordering="inicio")
    def cuando(self, salida: Salida) -> str:
        return salida.cuando

    @admin.display(description=_("termina"))
    def hasta(self, salida: Salida) -> str:
        return f"{salida.fin.astimezone(salida.tour.destino.zona):%d/%m/%Y %H:%M} ({salida.tour.destino.zona_horaria})"

    @admin.display(description=_("plazas"), ordering=F("capacidad") - F("plazas_ocupadas"))
    def plazas(self, salida: Salida) -> str:
        return ocupacion(salida)
