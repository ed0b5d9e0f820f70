"""Watch what the public sees of a tour, which is in several rows: however many are saved, it is told once."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import QuerySet

from turismo.catalogo.senales import tour_cambiado

if TYPE_CHECKING:
    from .tour import Tour

vigilados: ContextVar[frozenset[int]] = ContextVar("vigilados", default=frozenset())


@contextmanager
def vigilar(tours: "QuerySet[Tour]", pk: int | None) -> Iterator[None]:
    """Says at the end what has become of the tour `pk` of `tours`; inside another one of these, that one does.

    The tour is locked first, so of two who change it or its fares at once the second one sees what the first has done.
    """
    if pk is None or pk in vigilados.get():
        yield
        return
    with transaction.atomic(using=tours.db):
        con_tarifas = tours.filter(pk=pk).prefetch_related("tarifas")
        antes = con_tarifas.select_for_update().first()
        ficha = vigilados.set(vigilados.get() | {pk})
        try:
            yield
        finally:
            vigilados.reset(ficha)
        # One that nobody knew yet is announced as new, not as another.
        if antes and antes.publicado_en:
            ahora = con_tarifas.get()
            if antes.a_la_vista() != ahora.a_la_vista():
                tour_cambiado.send(sender=type(ahora), tour=ahora)
