"""The booking form: quantities of fares and services, contact, notes."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from turismo.catalogo.models import GENERAL, Salida, Tarifa
from turismo.reservas.dominio.contacto import CAMPOS as CONTACTO
from turismo.reservas.models import LineaReserva, Reserva

from .cantidades import ConCantidades, Renglon

TARIFA = re.compile(r"tarifa_\d+")
PRECIO = forms.DecimalField(max_digits=12, decimal_places=2, min_value=0)


class ReservaForm(ConCantidades, forms.ModelForm):  # type: ignore[type-arg]
    # The idempotency key: a form that is sent twice books once.
    uuid = forms.UUIDField(widget=forms.HiddenInput)

    class Meta:
        model = Reserva
        fields = CONTACTO
        labels = {"contacto_nombre": _("Nombre y apellido"), "notas": _("¿Algo que debamos saber?")}
        help_texts = {
            "contacto_telefono": _("Con el código del país: +51987654321. Por si algo cambia el día del viaje."),
            "notas": _("Alergias, edades, dónde se aloja."),
        }
        widgets = {
            "contacto_nombre": forms.TextInput(attrs={"autocomplete": "name"}),
            "contacto_email": forms.EmailInput(attrs={"autocomplete": "email"}),
            "contacto_telefono": forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
            "notas": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args: Any, salida: Salida, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.salida = salida
        # By the name of their field; the general fare has no row.
        otras = {f"tarifa_{tarifa.pk}": tarifa for tarifa in salida.tour.tarifas.filter(activa=True)}
        self.tarifas: dict[str, Tarifa | None] = {GENERAL: None, **otras}
        self.fields["uuid"].initial = uuid4
        self.fields["contacto_email"].required = True
        for campo, tarifa in self.tarifas.items():
            if tarifa:
                self.contar(campo, tarifa.titulo, salida.tour.max_personas)
            else:
                self.contar(campo, _("General"), salida.tour.max_personas, salida.tour.min_personas)
        self.ofrecer_servicios(salida.tour, salida.tour.moneda)

    def clean(self) -> dict[str, Any]:
        datos: dict[str, Any] = super().clean() or self.cleaned_data
        de_tarifas = {campo for campo, cuantas in self.data.items() if TARIFA.fullmatch(campo) and cuantas.strip(" 0")}
        if de_tarifas - self.tarifas.keys():
            raise ValidationError(_("Una de las tarifas que pidió ya no se vende: revise cuántas personas viajan."))
        if not self.errors and not self.lineas():
            raise ValidationError(_("Elija al menos una plaza."))
        return datos

    def lineas(self) -> list[LineaReserva]:
        """Lines without prices, which `lineas.valorar` writes."""
        return [LineaReserva(tarifa=self.tarifas[campo], cantidad=cantidad) for campo, cantidad in self.pedidas()]

    def pedidas(self) -> list[tuple[str, int]]:
        cantidades = [(campo, self.cleaned_data[campo]) for campo in self.tarifas]
        return [(campo, cantidad) for campo, cantidad in cantidades if cantidad]

    def importe_visto(self) -> Decimal | None:
        """The price that the page showed for these seats; None if it is missing or not a number."""
        try:
            return sum((PRECIO.clean(self.data.get(f"{campo}_visto")) * n for campo, n in self.pedidas()), Decimal(0))
        except ValidationError:
            return None

    def renovar(self) -> None:
        """Replace the idempotency key, for another booking."""
        self.data = {**dict(self.data.items()), "uuid": str(uuid4())}

    @property
    def uuid_elegido(self) -> UUID:
        return self.cleaned_data["uuid"]  # type: ignore[no-any-return]

    def renglones_de_tarifas(self) -> Iterator[Renglon]:
        for campo, tarifa in self.tarifas.items():
            yield Renglon(self[campo], tarifa)

    def campos_de_contacto(self) -> list[forms.BoundField]:
        return [self[nombre] for nombre in CONTACTO]
