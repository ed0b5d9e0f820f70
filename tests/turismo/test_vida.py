"""After any sequence of actions of travellers and staff, the books balance at each step."""

from collections import Counter
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.db import transaction
from django.db.models import Sum
from django.utils import timezone
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    invariant,
    multiple,
    rule,
    run_state_machine_as_test,
)

from tests.slow import examples
from tests.turismo.avisos import avisos
from tests.turismo.carreras import sin_saltos
from tests.turismo.fabrica import DEL_SISTEMA, un_tour, un_usuario, una_salida
from turismo.catalogo.models import Salida, Tarifa
from turismo.reglas import ReglaIncumplida
from turismo.reservas.dominio.conciliacion import derivas
from turismo.reservas.dominio.movimientos import CANCELAR, COMPLETAR, CONFIRMAR, EXPIRAR, Movimiento, mover
from turismo.reservas.dominio.salidas import abrir, cancelar_salida, cerrar
from turismo.reservas.dominio.vencimientos import expirar_vencidas, extender
from turismo.reservas.dominio.ventas import apartar
from turismo.reservas.models import LineaReserva, Reserva, TransicionReserva

# The transition that each event announces. A cancelled departure announces its reservations with another event.
CONTADOS = {
    "apartar": "reserva_creada",
    "confirmar": "reserva_confirmada",
    "extender": "reserva_extendida",
    "expirar": "reserva_expirada",
    "completar": "reserva_completada",
}

# Usual values are repeated, so that they are drawn more often: if days passed at every step, a life would be too short.
PEDIDOS = st.dictionaries(st.sampled_from([0, 0, 0, 1, 2, 3]), st.integers(1, 3), min_size=1, max_size=2)
ESPERAS = st.sampled_from([timedelta(0)] * 3 + [timedelta(minutes=m) for m in (5, 10, 20, 31)] + [timedelta(days=4)])
OPERACION = st.sampled_from(["", "", "", "abrir", "abrir", "cerrar", "cancelar"])


class Vida(RuleBasedStateMachine):
    """One departure of eight seats, with a family fare of three, a child's and a baby's, over several days."""

    reservas: Bundle[Reserva] = Bundle("reservas")

    def __init__(self) -> None:
        super().__init__()
        self.aparte = transaction.atomic()  # rolls back each life before the next one
        self.aparte.__enter__()
        self.reloj = time_machine.travel(timezone.now(), tick=False)
        self.hora = self.reloj.start()
        self.tour = un_tour(precio=Decimal(50), corte_cancelacion=timedelta(days=2))
        fabricar = self.tour.tarifas.create
        self.tarifas: list[Tarifa | None] = [
            None,
            fabricar(tipo="familia", nombre="Familia", precio=Decimal(120), ocupa_plazas=3),
            fabricar(tipo="nino", nombre="Niño", precio=Decimal(25), acompanada=True),
            fabricar(tipo="bebe", nombre="Bebé", precio=Decimal(0), ocupa_plazas=0, acompanada=True),
        ]
        self.ana = un_usuario("ana")
        self.salida = una_salida(tour=self.tour, capacidad=8, inicio=timezone.now() + timedelta(days=4))

    def teardown(self) -> None:
        self.reloj.stop()
        transaction.set_rollback(True)
        self.aparte.__exit__(None, None, None)

    def intentar(self, hacer: Any, *argumentos: Any) -> bool:
        """Return False if a rule refuses. Other errors fail the test."""
        try:
            hacer(*argumentos)
        except ReglaIncumplida:
            return False
        return True

    @initialize(target=reservas)
    def alguien_llega_primero(self) -> Any:
        return self.apartar_de({0: 2})

    @rule(target=reservas, pedido=PEDIDOS)
    def apartar(self, pedido: dict[int, int]) -> Any:
        return self.apartar_de(pedido)

    def apartar_de(self, pedido: dict[int, int]) -> Any:
        lineas = [LineaReserva(tarifa=self.tarifas[cual], cantidad=cuantas) for cual, cuantas in pedido.items()]
        reserva = Reserva(usuario=self.ana, salida=self.leida(), contacto_nombre="Ana")
        return reserva if self.intentar(apartar, reserva, DEL_SISTEMA, lineas) else multiple()

    @rule(reserva=reservas, movimiento=st.sampled_from([CONFIRMAR, CANCELAR, EXPIRAR]))
    def mover(self, reserva: Reserva, movimiento: Movimiento) -> None:
        self.intentar(mover, reserva, movimiento, DEL_SISTEMA)

    @rule(reserva=reservas, despues=st.sampled_from([CANCELAR, COMPLETAR]), espera=ESPERAS)
    def confirmar_y_luego(self, reserva: Reserva, despues: Movimiento, espera: timedelta) -> None:
        copia = Reserva.objects.get(pk=reserva.pk)
        self.intentar(mover, reserva, CONFIRMAR, DEL_SISTEMA)
        self.hora.shift(espera)
        self.intentar(mover, copia, despues, DEL_SISTEMA)

    @rule(reserva=reservas)
    def extender(self, reserva: Reserva) -> None:
        self.intentar(extender, reserva, DEL_SISTEMA)

    @rule(espera=ESPERAS)
    def esperar(self, espera: timedelta) -> None:
        self.hora.shift(espera)
        expirar_vencidas()

    @rule(que=OPERACION)
    def operar(self, que: str) -> None:
        if que == "cancelar":
            self.intentar(cancelar_salida, self.leida(), "Paro", DEL_SISTEMA)
        elif que:
            self.intentar({"cerrar": cerrar, "abrir": abrir}[que], self.leida(), DEL_SISTEMA)

    def leida(self) -> Salida:
        return Salida.objects.select_related("tour").get(pk=self.salida.pk)

    @invariant()
    def the_counter_is_the_sum_of_what_is_reserved(self) -> None:
        salida = self.leida()
        ocupan = salida.reservas.filter(estado__in=["pendiente", "confirmada", "completada"])
        assert salida.plazas_ocupadas == (ocupan.aggregate(suma=Sum("plazas"))["suma"] or 0)
        assert 0 <= salida.plazas_ocupadas <= salida.capacidad
        assert list(derivas()) == []

    @invariant()
    def each_reservation_is_the_sum_of_its_lines(self) -> None:
        for reserva in self.salida.reservas.prefetch_related("lineas"):
            lineas = reserva.lineas.all()
            assert reserva.plazas == sum(linea.cantidad * linea.plazas for linea in lineas)
            assert reserva.total == sum(linea.importe for linea in lineas)

    @invariant()
    def the_audit_leads_from_nothing_to_where_each_is(self) -> None:
        for reserva in self.salida.reservas.all():
            assert sin_saltos(reserva)
            assert (reserva.confirmada_en is not None) == reserva.transiciones.filter(accion="confirmar").exists()
            assert reserva.extendida == reserva.transiciones.filter(accion="extender").exists()

    @invariant()
    def every_transition_has_been_told_once(self) -> None:
        dichos = Counter(tipo for tipo, _audiencia, _mensaje in avisos())
        hechas = Counter(TransicionReserva.objects.values_list("accion", flat=True))
        assert {tipo: dichos[tipo] for tipo in CONTADOS.values()} == {
            tipo: hechas[accion] for accion, tipo in CONTADOS.items()
        }
        en_bloque = TransicionReserva.objects.filter(motivo="Paro").count()
        assert dichos["reserva_cancelada"] == hechas["cancelar"] - en_bloque
        assert dichos["viaje_cancelado"] == (1 if en_bloque else 0)

    @invariant()
    def sold_out_and_free_again_take_turns(self) -> None:
        agotada, libre = (len(avisos(tipo)) for tipo in ("salida_agotada", "plazas_liberadas"))
        assert libre <= agotada
        if self.salida_sin_cerrar():
            assert agotada - libre == (1 if self.leida().libres == 0 else 0)

    def salida_sin_cerrar(self) -> bool:
        """Whether the departure has always been on sale, so that every crossed threshold was announced."""
        return not self.salida.transiciones.exists() and self.leida().cierra_en > timezone.now()


@pytest.mark.django_db
def test_the_books_are_right_after_every_step() -> None:
    run_state_machine_as_test(
        Vida,
        settings=settings(
            max_examples=examples(60),
            stateful_step_count=20,
            phases=[Phase.reuse, Phase.generate],
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
