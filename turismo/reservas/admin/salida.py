"""A departure in the admin: its columns, filters and form. Its buttons are in `acciones_de_salida`."""

from typing import Any

from django.contrib import admin
from django.db import IntegrityError, transaction
from django.db.models import F, Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from turismo.administracion.acciones import AdminConAcciones
from turismo.administracion.permisos import SinAltas, SinBorrar
from turismo.catalogo.admin.horario import momento
from turismo.catalogo.admin.ocupacion import ocupacion
from turismo.catalogo.models import SALIDAS_VIVAS, Salida
from turismo.reservas.models import OCUPAN, Reserva
from turismo.reservas.reglas import SalidaRepetida
from turismo.usuarios.models import Rol

from .acciones_de_salida import ACCIONES
from .filtros import Cuando, Guiadas, Ocupacion
from .nueva_salida import NuevaSalidaForm
from .transicion import DeSalidaInline

EDITABLES = ["capacidad", "punto_de_encuentro", "cierra_en"]
NUEVA = ["tour", ("dia", "hora"), "capacidad", "guia", "punto_de_encuentro"]
SABIDO = ["tour", "cuando", "hasta", "plazas", "guia", "estado"]


class ViajerosInline(SinAltas, admin.TabularInline):  # type: ignore[type-arg]
    """The travellers with their telephone numbers, for the guide and the operation."""

    model = Reserva
    readonly_fields = ["contacto_nombre", "contacto_telefono", "plazas", "estado", "notas"]
    fields = [*readonly_fields]
    extra = 0
    verbose_name_plural = _("viajeros")
    show_change_link = True

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return super().has_view_permission(request, obj) or guia_suya(request, obj)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Reserva]:
        # Without `super()`, whose permission check does not get the departure and would hide all rows from its guide.
        return Reserva.objects.filter(estado__in=OCUPAN).order_by("contacto_nombre")


def guia_suya(request: HttpRequest, salida: Any) -> bool:
    return isinstance(salida, Salida) and bool(salida.guia) and salida.guia.usuario_id == request.user.pk  # type: ignore[union-attr]


@admin.register(Salida)
class SalidaAdmin(SinBorrar, AdminConAcciones):
    list_display = ["tour", "cuando", "plazas", "guia", "estado"]
    list_filter = ["estado", Cuando, Ocupacion, Guiadas, "tour__destino"]
    search_fields = ["tour__nombre", "tour__destino__nombre", "guia__nombre"]
    autocomplete_fields = ["tour", "guia"]
    readonly_fields = ["cuando", "hasta", "plazas", "estado"]
    date_hierarchy = "inicio"
    list_per_page = 50
    show_full_result_count = False
    actions = ACCIONES

    def get_fieldsets(self, request: HttpRequest, obj: Salida | None = None) -> Any:
        return [(None, {"fields": NUEVA})] if obj is None else [(None, {"fields": [*SABIDO, *EDITABLES]})]

    def get_readonly_fields(self, request: HttpRequest, obj: Salida | None = None) -> list[str]:
        """The hours and the guide change through the buttons, which notify the travellers; a save notifies no one."""
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
        # The name of a departure has the local hour, for which it needs the zone of its destination.
        todas = super().get_queryset(request).select_related("tour__destino", "guia")
        solo_guia = request.user.rol == Rol.GUIA and not self.has_change_permission(request)  # type: ignore[union-attr]
        return todas.filter(guia__usuario=request.user) if solo_guia else todas

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Salida], search_term: str
    ) -> tuple[QuerySet[Salida], bool]:
        encontradas, con_repetidas = super().get_search_results(request, queryset, search_term)
        if request.path == reverse("admin:autocomplete"):
            # The field is on the form of a new reservation: offer only departures that are on sale.
            encontradas = encontradas.filter(pk__in=Salida.objects.a_la_venta().values("pk"))
        return encontradas, con_repetidas

    def change_view(self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show and read hours in the time zone of the destination; render the page before leaving that zone."""
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

    @admin.display(description=_("hora del lugar"), ordering="inicio")
    def cuando(self, salida: Salida) -> str:
        return salida.cuando

    @admin.display(description=_("termina"))
    def hasta(self, salida: Salida) -> str:
        return f"{salida.fin.astimezone(salida.tour.destino.zona):%d/%m/%Y %H:%M} ({salida.tour.destino.zona_horaria})"

    @admin.display(description=_("plazas"), ordering=F("capacidad") - F("plazas_ocupadas"))
    def plazas(self, salida: Salida) -> str:
        return ocupacion(salida)
