"""The occupancy of a departure as a bar with numbers; the colour is never the only sign."""

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from turismo.catalogo.models import Salida


def ocupacion(salida: Salida) -> SafeString:
    cupo = salida.cupo
    nivel = "agotada" if cupo.agotado else "casi-llena" if cupo.casi_lleno else "con-plazas"
    # The text says the same as the bar, so screen readers skip the bar.
    return format_html(
        '<span class="ocupacion {}"><progress max="{}" value="{}" aria-hidden="true"></progress> {}</span>',
        nivel,
        cupo.capacidad,
        cupo.ocupadas,
        _("%(ocupadas)d de %(capacidad)d") % {"ocupadas": cupo.ocupadas, "capacidad": cupo.capacidad},
    )
