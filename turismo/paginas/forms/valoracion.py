"""Rate a trip from one to five, with an optional comment."""

from django import forms
from django.utils.translation import gettext_lazy as _

from turismo.recomendaciones.models import Valoracion

from .campos import Formulario

PALABRAS = {5: _("Excelente"), 4: _("Muy bueno"), 3: _("Bueno"), 2: _("Regular"), 1: _("Malo")}


class ValoracionForm(Formulario, forms.ModelForm):  # type: ignore[type-arg]
    puntuacion = forms.TypedChoiceField(
        label=_("¿Cómo fue?"), choices=list(PALABRAS.items()), coerce=int, widget=forms.RadioSelect
    )

    class Meta:
        model = Valoracion
        fields = ["puntuacion", "comentario"]
        labels = {"comentario": _("Cuéntelo a otros viajeros")}
        help_texts = {"comentario": _("Opcional. Lo verán con su nombre, sin su apellido.")}
        widgets = {"comentario": forms.Textarea(attrs={"rows": 4})}
