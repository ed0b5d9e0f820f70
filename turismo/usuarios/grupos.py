"""The permissions of the staff's groups at installation; the operator may change them later."""

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Q

OPERACION = "Operación"
GUIAS = "Guías"

# Everything in these apps; and besides: see accounts, see and write notifications.
OPERAN = Q(content_type__app_label__in=["catalogo", "reservas", "recomendaciones"])
CONSULTAN = Q(codename__in=["view_usuario", "view_notification", "add_notification"])
# See the catalogue. Of departures the admin shows guides only their own, with the travellers.
LEEN = Q(
    content_type__app_label="catalogo",
    codename__in=["view_destino", "view_guia", "view_salida", "view_servicio", "view_tarifa", "view_tour"],
)

PERMISOS = {OPERACION: OPERAN | CONSULTAN, GUIAS: LEEN}


@transaction.atomic
def crear_grupos() -> dict[str, Group]:
    """Return the groups by name. Missing permissions are added (a release may bring new ones); none is removed."""
    grupos = {}
    for nombre, permisos in PERMISOS.items():
        grupo, _es_nuevo = Group.objects.get_or_create(name=nombre)
        grupo.permissions.add(*Permission.objects.filter(permisos))
        grupos[nombre] = grupo
    return grupos
