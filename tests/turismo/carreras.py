"""Concurrent operations, on the configured database. Each race returns its result for a test to compare.

On SQLite they run in the test, on PostgreSQL in a process of their own (`test_concurrencia`).
"""

import json
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from decimal import Decimal
from threading import Barrier

import time_machine
from django.db import connection
from django.db.models import Sum
from django.utils import timezone

from notifications.models import Notification
from tests.turismo.avisos import avisos
from tests.turismo.fabrica import DEL_SISTEMA, un_guia, un_tour, un_usuario, una_reserva, una_salida
from turismo.catalogo.models import Salida, Tarifa, Tour
from turismo.reglas import ReglaIncumplida
from turismo.reservas.dominio.encargos import asignar_guia
from turismo.reservas.dominio.movimientos import CANCELAR, CONFIRMAR, EXPIRAR, mover
from turismo.reservas.dominio.salidas import cancelar_salida, reprogramar
from turismo.reservas.dominio.vencimientos import extender
from turismo.reservas.models import RESERVAS_VIVAS, Reserva, TransicionReserva

Tarea = Callable[[], object]


def todos_a_la_vez(*tareas: Tarea) -> Counter[str]:
    """Run all tasks at once and count the outcomes: "ok" or the code of a broken rule. Other errors fail the test."""
    barrera = Barrier(len(tareas))

    def intentar(tarea: Tarea) -> str:
        try:
            barrera.wait()
            tarea()
        except ReglaIncumplida as regla:
            return regla.codigo
        else:
            return "ok"
        finally:
            connection.close()

    with ThreadPoolExecutor(len(tareas)) as hilos:
        return Counter(hilos.map(intentar, tareas))


def moviendo(reserva: Reserva, *movimientos: object) -> list[Tarea]:
    return [lambda m=m, pk=reserva.pk: mover(Reserva.objects.get(pk=pk), m, DEL_SISTEMA) for m in movimientos]  # type: ignore[misc]


def de_acuerdo(salida: Salida) -> bool:
    """Whether the counter is the sum of the live reservations and each reservation's audit ends in its
    current state.
    """
    salida.refresh_from_db()
    vivas = salida.reservas.filter(estado__in=RESERVAS_VIVAS).aggregate(suma=Sum("plazas"))["suma"] or 0
    return salida.plazas_ocupadas == vivas and all(sin_saltos(reserva) for reserva in salida.reservas.all())


def sin_saltos(reserva: Reserva) -> bool:
    estado = ""
    for transicion in TransicionReserva.objects.filter(reserva=reserva):
        if transicion.de != estado:
            return False
        estado = transicion.a
    return estado == reserva.estado


def confirmar_cancelar_y_expirar() -> object:
    """Holds that have just expired for the task that expires them, but not yet for those that confirm and cancel."""
    salida = una_salida(capacidad=40)
    reservas = [una_reserva(None, salida=salida, plazas=2) for _ in range(6)]
    Reserva.objects.update(expira_en=timezone.now() + timedelta(milliseconds=150))
    tareas = [tarea for una in reservas for tarea in moviendo(una, CONFIRMAR, CANCELAR, EXPIRAR)]
    todos_a_la_vez(*tareas)
    finales = Counter(Reserva.objects.values_list("estado", flat=True))
    return [de_acuerdo(salida), set(finales) <= {"pendiente", "confirmada", "cancelada", "expirada"}]


def cancelar_la_salida_mientras_se_mueve_todo() -> object:
    """There is no deadlock, and a cancelled departure has no live reservations."""
    salida = una_salida(capacidad=40)
    ana = un_usuario("ana")
    reservas = [una_reserva(ana, salida=salida, plazas=2) for _ in range(6)]
    tareas = [tarea for una in reservas[:4] for tarea in moviendo(una, CONFIRMAR, CANCELAR)]
    tareas += [lambda: una_reserva(None, salida=Salida.objects.get(pk=salida.pk), plazas=1)] * 4
    tareas += [lambda: cancelar_salida(Salida.objects.get(pk=salida.pk), "Paro de transportes", DEL_SISTEMA)] * 2
    resultados = todos_a_la_vez(*tareas)
    salida.refresh_from_db()
    return [
        de_acuerdo(salida),
        [salida.estado, salida.plazas_ocupadas, Reserva.objects.vivas().count()],
        resultados["SALIDA_INALTERABLE"],
        [len(avisos(tipo)) for tipo in ("salida_cancelada", "viaje_cancelado")],
    ]


def dos_salidas_para_un_guia() -> object:
    """Each of eight overlapping departures asks for the same guide."""
    guia = un_guia()
    salidas = [una_salida(tour=un_tour()) for _ in range(8)]
    resultados = todos_a_la_vez(*[lambda una=una: asignar_guia(una, guia, DEL_SISTEMA) for una in salidas])
    return [dict(resultados), Salida.objects.filter(guia=guia).count(), len(avisos("guia_asignado"))]


def mover_dos_salidas_al_mismo_hueco() -> object:
    """Two departures of one guide, on two days, are both moved to a third day."""
    guia = un_guia()
    hueco = timezone.now() + timedelta(days=30)
    salidas = [una_salida(guia=guia, inicio=timezone.now() + timedelta(days=dia)) for dia in (7, 8)]
    resultados = todos_a_la_vez(
        *[lambda una=una: reprogramar(una, hueco, hueco + timedelta(hours=8), 1, DEL_SISTEMA) for una in salidas]
    )
    return [dict(resultados), Salida.objects.filter(inicio=hueco).count()]


def el_ultimo_asiento_se_anuncia_una_vez() -> object:
    """Ten seats, and twenty concurrent buyers of one seat."""
    salida = una_salida(capacidad=10)
    resultados = todos_a_la_vez(*[lambda: una_reserva(None, salida=salida, plazas=1)] * 20)
    tipos = ("salida_casi_llena", "salida_agotada", "plazas_liberadas")
    return [dict(resultados), [len(avisos(tipo)) for tipo in tipos]]


def extender_a_la_vez() -> object:
    reserva = una_reserva(None)
    resultados = todos_a_la_vez(*[lambda: extender(Reserva.objects.get(pk=reserva.pk), DEL_SISTEMA)] * 4)
    return [dict(resultados), TransicionReserva.objects.filter(accion="extender").count()]


def el_vencimiento_tiene_un_ganador() -> object:
    """An overdue reservation is expired or cancelled exactly once, and never confirmed."""
    salida = una_salida(capacidad=40)
    reservas = [una_reserva(None, salida=salida, plazas=2) for _ in range(5)]
    with time_machine.travel(timezone.now() + timedelta(minutes=31)):
        resultados = todos_a_la_vez(
            *(tarea for una in reservas for tarea in moviendo(una, CONFIRMAR, EXPIRAR, EXPIRAR, CANCELAR))
        )
    # A confirmation fails: the hold is overdue, or has already ended.
    return [resultados["ok"], de_acuerdo(salida), salida.plazas_ocupadas]


def las_tarifas_de_un_tour_cambian_a_la_vez() -> object:
    """Each change is announced, and the last announcement contains all changes: none was compared with stale data."""
    tour = un_tour()
    tarifas = [
        Tarifa.objects.create(tour=tour, tipo=tipo, nombre=tipo, precio=20)
        for tipo in ("bebe", "joven", "nino", "senior")
    ]
    Notification.objects.all().delete()

    def encarecer(tarifa: Tarifa) -> None:
        tarifa.precio = Decimal(30)
        tarifa.save()

    def renombrar() -> None:
        un_mismo = Tour.objects.get(pk=tour.pk)
        un_mismo.nombre = "Salar de noche"
        un_mismo.save(update_fields=["nombre"])

    resultados = todos_a_la_vez(renombrar, *[lambda una=una: encarecer(una) for una in tarifas])
    ultimo = json.loads(Notification.objects.order_by("id").values_list("data", flat=True)[4])
    precios = set(ultimo["tarifas"].values())
    return [dict(resultados), len(avisos("tour_cambiado")), ultimo["nombre"], sorted(precios)]


CARRERAS: dict[Callable[[], object], object] = {
    confirmar_cancelar_y_expirar: [True, True],
    cancelar_la_salida_mientras_se_mueve_todo: [True, ["cancelada", 0, 0], 1, [1, 1]],
    dos_salidas_para_un_guia: [{"ok": 1, "GUIA_OCUPADO": 7}, 1, 1],
    mover_dos_salidas_al_mismo_hueco: [{"ok": 1, "GUIA_OCUPADO": 1}, 1],
    el_ultimo_asiento_se_anuncia_una_vez: [{"ok": 10, "SIN_CUPO": 10}, [1, 1, 0]],
    extender_a_la_vez: [{"ok": 1, "YA_EXTENDIDA": 3}, 1],
    el_vencimiento_tiene_un_ganador: [5, True, 0],
    las_tarifas_de_un_tour_cambian_a_la_vez: [{"ok": 5}, 5, "Salar de noche", ["30.00"]],
}
