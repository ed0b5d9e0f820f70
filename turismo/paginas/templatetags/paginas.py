"""Template filters and tags for prices, durations, seats, countries and places."""

from datetime import timedelta

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from turismo.catalogo.dinero import dinero
from turismo.catalogo.disponibilidad import Disponibilidad
from turismo.paginas.estados import estado_visible
from turismo.paginas.fechas import escribir, zona_dicha
from turismo.paginas.paises import nombre_del_pais
from turismo.paginas.postales import postal as dibujar

register = template.Library()

register.filter("pais", nombre_del_pais)
register.filter(dinero)
register.filter(estado_visible)
register.filter(escribir)
register.filter(zona_dicha)


@register.filter
def dura(duracion: timedelta) -> str:
    """`3 días`, `1 día y 4 horas`, `2 h 30 min`: the two largest units."""
    horas, minutos = divmod(round(duracion.total_seconds() / 60), 60)
    dias, horas = divmod(horas, 24)
    if dias:
        partes = [ngettext("%(n)d día", "%(n)d días", dias) % {"n": dias}]
        if horas:
            partes.append(f"{horas}\N{NO-BREAK SPACE}h")
    else:
        partes = [f"{horas}\N{NO-BREAK SPACE}h"] if horas else []
        partes += [f"{minutos}\N{NO-BREAK SPACE}min"] if minutos else []
    return " ".join(partes)


@register.simple_tag
def cuantas(disponibilidad: str, libres: int) -> str:
    """The seats left; `palabras.html` has the same sentences for the scripts."""
    if disponibilidad == Disponibilidad.AGOTADA:
        return _("Agotada")
    if disponibilidad == Disponibilidad.CERRADA:
        return _("Venta cerrada")
    if disponibilidad == Disponibilidad.LIMITADA:
        return ngettext("Queda %(n)s plaza", "Quedan %(n)s plazas", libres) % {"n": libres}
    return ngettext("%(n)s plaza libre", "%(n)s plazas libres", libres) % {"n": libres}


@register.simple_tag
def postal(semilla: str) -> SafeString:
    return dibujar(semilla)
