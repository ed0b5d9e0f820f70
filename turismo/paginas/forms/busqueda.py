"""Search the catalogue; an invalid filter shows its error and is ignored."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from turismo.catalogo.busqueda import fecha_de_viaje
from turismo.catalogo.models import Destino, Tour
from turismo.paginas.paises import nombre_del_pais
from turismo.rest.fields import MAX_QUANTITY

from .campos import Formulario

DEMAS = ("pais", "precio_max", "moneda")
Opciones = Iterable[tuple[str, Any]]


class BusquedaForm(Formulario, forms.Form):
    texto = forms.CharField(
        label=_("Qué busca"),
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs={"type": "search", "placeholder": _("Salar, glaciar, a pie…")}),
    )
    destino = forms.ChoiceField(label=_("Destino"), required=False)
    pais = forms.ChoiceField(label=_("País"), required=False)
    fecha = forms.DateField(
        label=_("Fecha"),
        required=False,
        validators=[fecha_de_viaje],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
    plazas = forms.IntegerField(label=_("Plazas"), required=False, min_value=1, max_value=MAX_QUANTITY)
    precio_max = forms.DecimalField(
        label=_("Precio máximo"), required=False, min_value=0, max_digits=12, decimal_places=2
    )
    moneda = forms.ChoiceField(label=_("Moneda"), required=False)

    def __init__(self, *args: Any, destinos: list[Destino], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        paises = sorted({(destino.pais, nombre_del_pais(destino.pais)) for destino in destinos}, key=lambda p: p[1])
        self.ofrecer("destino", _("Cualquiera"), [(destino.slug, destino.titulo) for destino in destinos])
        self.ofrecer("pais", _("Cualquiera"), paises)
        monedas = Tour.objects.publicados().order_by("moneda").values_list("moneda", flat=True).distinct()
        self.ofrecer("moneda", _("Cualquiera"), [(moneda, moneda) for moneda in monedas])

    def ofrecer(self, nombre: str, todas: Any, opciones: Opciones) -> None:
        campo = self.fields[nombre]
        assert isinstance(campo, forms.ChoiceField)  # noqa: S101  (for mypy)
        campo.choices = [("", todas), *opciones]

    def principales(self) -> list[forms.BoundField]:
        return [self[nombre] for nombre in ("texto", "destino", "fecha", "plazas")]

    def demas(self) -> list[forms.BoundField]:
        return [self[nombre] for nombre in DEMAS]

    @property
    def usa_las_demas(self) -> bool:
        """Whether to open the further filters: one of them has a value or an error."""
        return any(self.data.get(nombre) for nombre in DEMAS)

    @property
    def pedido(self) -> dict[str, Any]:
        """The valid filters that have a value."""
        self.full_clean()
        return {nombre: valor for nombre, valor in self.cleaned_data.items() if valor not in (None, "")}
