"""The columns of exported departures and reservations. Hours are in the time zone of the destination."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from turismo.administracion.exportar_csv import Columnas


def hora(momento: Any, salida: Any) -> str:
    return f"{momento.astimezone(salida.tour.destino.zona):%Y-%m-%d %H:%M}"


DE_SALIDA: Columnas = {
    _("tour"): lambda salida: salida.tour.nombre,
    _("destino"): lambda salida: salida.tour.destino.nombre,
    _("inicio"): lambda salida: hora(salida.inicio, salida),
    _("fin"): lambda salida: hora(salida.fin, salida),
    _("zona horaria"): lambda salida: salida.tour.destino.zona_horaria,
    _("estado"): lambda salida: salida.get_estado_display(),
    _("capacidad"): lambda salida: salida.capacidad,
    _("plazas ocupadas"): lambda salida: salida.plazas_ocupadas,
    _("guía"): lambda salida: salida.guia and salida.guia.nombre,
    _("punto de encuentro"): lambda salida: salida.punto_de_encuentro,
}

DE_RESERVA: Columnas = {
    _("localizador"): lambda reserva: reserva.localizador,
    _("estado"): lambda reserva: reserva.get_estado_display(),
    _("tour"): lambda reserva: reserva.salida.tour.nombre,
    _("inicio"): lambda reserva: hora(reserva.salida.inicio, reserva.salida),
    _("plazas"): lambda reserva: reserva.plazas,
    _("total"): lambda reserva: reserva.total,
    _("moneda"): lambda reserva: reserva.moneda,
    _("nombre"): lambda reserva: reserva.contacto_nombre,
    _("correo electrónico"): lambda reserva: reserva.contacto_email,
    _("teléfono"): lambda reserva: reserva.contacto_telefono,
    _("reembolso"): lambda reserva: reserva.get_reembolso_display(),
    _("motivo"): lambda reserva: reserva.motivo,
    _("notas"): lambda reserva: reserva.notas,
}
