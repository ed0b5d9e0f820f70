"""Suggest to each traveller the tours that suit them best; only new suggestions are announced."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from turismo.usuarios.models import Rol, Usuario

from .afinidad import Eleccion, candidato, elegir
from .gustos import Historia, historias, juntos, ofertas
from .models import Sugerencia

Elegidas = Mapping[int, list[Eleccion]]


def recomendar(usuarios: QuerySet[Usuario]) -> int:
    """Renew the suggestions of those `usuarios` with the role of a traveller; return how many are new."""
    ahora = timezone.now()
    viajeros = usuarios.filter(is_active=True, rol=Rol.TURISTA)
    candidatos = [candidato(oferta, ahora) for oferta in ofertas()]
    pasado, en_comun, nadie = historias(viajeros), juntos(), Historia()
    elegidas = {
        viajero: elegir(candidatos, pasado.get(viajero, nadie), en_comun)
        for viajero in viajeros.values_list("pk", flat=True)
    }
    return guardar(usuarios, elegidas, ahora)


@transaction.atomic
def guardar(usuarios: QuerySet[Usuario], elegidas: Elegidas, ahora: datetime) -> int:
    # Two concurrent runs wait for each other; on SQLite, any two transactions do.
    presentes = list(usuarios.select_for_update(no_key=True).order_by("pk").values_list("pk", flat=True))
    suyas = Sugerencia.objects.filter(usuario__in=usuarios)
    conocidas = set(suyas.values_list("usuario", "tour"))
    ahora_suyas = [
        sugerencia(usuario, eleccion, ahora) for usuario in presentes for eleccion in elegidas.get(usuario, [])
    ]
    nuevas = [una for una in ahora_suyas if (una.usuario_id, una.tour_id) not in conocidas]
    renovar([una for una in ahora_suyas if (una.usuario_id, una.tour_id) in conocidas])
    Sugerencia.objects.bulk_create(nuevas)
    suyas.exclude(generada_en=ahora).delete()
    return len(nuevas)


def sugerencia(usuario_id: int, eleccion: Eleccion, ahora: datetime) -> Sugerencia:
    return Sugerencia(
        usuario_id=usuario_id,
        tour=eleccion.oferta.tour,
        puntaje=eleccion.puntaje,
        motivo=eleccion.razon.motivo,
        parametros=eleccion.razon.parametros,
        generada_en=ahora,
    )


def renovar(conocidas: list[Sugerencia]) -> None:
    # All these rows exist, so this creates none and nothing is announced. `bulk_update()` would say this more plainly,
    # but takes ten times as long for thousands of rows, during which other writers wait.
    Sugerencia._base_manager.bulk_create(
        conocidas,
        update_conflicts=True,
        unique_fields=["usuario", "tour"],
        update_fields=["puntaje", "motivo", "parametros", "generada_en"],
    )
