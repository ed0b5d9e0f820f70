"""A booking: how many of each fare, who to ask for, what else."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from turismo.catalogo.models import Salida, Tarifa
from turismo.reservas.models import LineaReserva, Reserva

from .cantidades import ConCantidades, Renglon

GENERAL = "general"
CONTACTO = ["contacto_nombre", "contacto_email", "contacto_telefono", "notas"]


class ReservaForm(ConCantidades, forms.ModelForm):  # type: ignore[type-arg]
    # Chosen here and sent along, so that who sends the form twice books once.
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
        self.tarifas = list(salida.tour.tarifas.filter(activa=True))
        self.fields["uuid"].initial = uuid4
        self.fields["contacto_email"].required = True
        self.contar(GENERAL, _("General"), salida.tour.max_personas, salida.tour.min_personas)
        for tarifa in self.tarifas:
            self.contar(f"tarifa_{tarifa.pk}", tarifa.titulo, salida.tour.max_personas)
        self.ofrecer_servicios(salida.tour, salida.tour.moneda)

    def clean(self) -> dict[str, Any]:
        datos: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and not self.lineas():
            raise ValidationError(_("Elija al menos una plaza."))
        return datos

    def lineas(self) -> list[LineaReserva]:
        """What is asked for, without its prices: those are the domain's to say."""
        pedidas: list[tuple[Tarifa | None, int]] = [(None, self.cleaned_data[GENERAL])]
        pedidas += [(tarifa, self.cleaned_data[f"tarifa_{tarifa.pk}"]) for tarifa in self.tarifas]
        return [LineaReserva(tarifa=tarifa, cantidad=cantidad) for tarifa, cantidad in pedidas if cantidad]

    def renovar(self) -> None:
        """Another number for another booking."""
        self.data = {**dict(self.data.items()), "uuid": str(uuid4())}

    @property
    def uuid_elegido(self) -> UUID:
        return self.cleaned_data["uuid"]  # type: ignore[no-any-return]

    def renglones_de_tarifas(self) -> Iterator[Renglon]:
        yield Renglon(self[GENERAL], None)
        for tarifa in self.tarifas:
            yield Renglon(self[f"tarifa_{tarifa.pk}"], tarifa)

    def campos_de_contacto(self) -> list[forms.BoundField]:
        return [self[nombre] for nombre in CONTACTO]
