"""Act: what an operator decides goes through the movement of each row, and is answered for, whatever becomes of it."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.contrib import admin, messages
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _

from turismo.administracion.preguntas import MUCHOS
from turismo.reglas import ReglaIncumplida
from turismo.reservas.dominio.orden import Orden
from turismo.reservas.models import Origen

NOMBRADOS = 10  # of those that a sentence is about; the others are counted


def orden_de(request: HttpRequest) -> Orden:
    return Orden(request.user, Origen.ADMIN)  # type: ignore[arg-type]


def nombres(objetos: Sequence[Any]) -> str:
    primeros = ", ".join(map(str, objetos[:NOMBRADOS]))
    if len(objetos) <= NOMBRADOS:
        return primeros
    return _("%(primeros)s y %(otros)d más") % {"primeros": primeros, "otros": len(objetos) - NOMBRADOS}


class ConActos(admin.ModelAdmin):  # type: ignore[type-arg]
    def cada_uno(
        self, request: HttpRequest, objetos: Iterable[Any], hecho: Any, hacer: Callable[[Any], object]
    ) -> None:
        """One by one, because a rule that stops one of them says nothing of the others."""
        hechos: list[Any] = []
        impedidos: defaultdict[str, list[Any]] = defaultdict(list)
        for objeto in objetos:
            try:
                with transaction.atomic():
                    hacer(objeto)
                    self.log_change(request, objeto, str(hecho))
            except ReglaIncumplida as regla:
                impedidos[str(regla)].append(objeto)
            else:
                hechos.append(objeto)
        if hechos:
            self.message_user(request, f"{hecho}: {nombres(hechos)}.", messages.SUCCESS)
        for por_que, suyos in impedidos.items():
            self.message_user(request, f"{nombres(suyos)}: {por_que}", messages.ERROR)

    def son_demasiados(self, request: HttpRequest, objetos: Any) -> bool:
        if objetos.count() <= MUCHOS:
            return False
        self.message_user(request, _("Elija %(muchos)d como mucho.") % {"muchos": MUCHOS}, messages.ERROR)
        return True
