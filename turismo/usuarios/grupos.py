"""Who may do what: the groups that an installation begins with. Its owner gives and takes from there."""

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Q

OPERACION = "Operación"
GUIAS = "Guías"

# Sells, moves, cancels, answers: all of these apps; besides, to find a customer, and to announce something.
OPERAN = Q(content_type__app_label__in=["catalogo", "reservas", "recomendaciones"])
CONSULTAN = Q(codename__in=["view_usuario", "view_notification", "add_notification"])
# Read the catalogue; of the departures, the admin shows them those that they lead, with who travels on them.
LEEN = Q(
    content_type__app_label="catalogo",
    codename__in=["view_destino", "view_guia", "view_salida", "view_servicio", "view_tarifa", "view_tour"],
)

PERMISOS = {OPERACION: OPERAN | CONSULTAN, GUIAS: LEEN}


@transaction.atomic
def crear_grupos() -> dict[str, Group]:
    """By their names. What a group lacks is added, because a release may bring it; nothing is taken away."""
    grupos = {}
    for nombre, permisos in PERMISOS.items():
        grupo, _es_nuevo = Group.objects.get_or_create(name=nombre)
        grupo.permissions.add(*Permission.objects.filter(permisos))
        grupos[nombre] = grupo
    return grupos
