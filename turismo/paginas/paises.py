"""Names of countries by ISO 3166 code; a code without a name is shown as it is."""

from django.utils.translation import gettext_lazy as _

PAISES = {
    "AR": _("Argentina"),
    "BO": _("Bolivia"),
    "BR": _("Brasil"),
    "CL": _("Chile"),
    "CO": _("Colombia"),
    "CR": _("Costa Rica"),
    "CU": _("Cuba"),
    "DO": _("República Dominicana"),
    "EC": _("Ecuador"),
    "ES": _("España"),
    "GT": _("Guatemala"),
    "HN": _("Honduras"),
    "MX": _("México"),
    "NI": _("Nicaragua"),
    "PA": _("Panamá"),
    "PE": _("Perú"),
    "PY": _("Paraguay"),
    "SV": _("El Salvador"),
    "UY": _("Uruguay"),
    "VE": _("Venezuela"),
}


def nombre_del_pais(codigo: str) -> str:
    return str(PAISES.get(codigo, codigo))
