"""The frequency of each act."""

from collections.abc import Callable
from random import Random

from turismo.reglas import ReglaIncumplida

from . import operadores, viajeros
from .escena import Escena

Acto = Callable[[Escena], str | None]

PESOS: dict[Acto, int] = {
    viajeros.reservar: 30,
    viajeros.confirmar: 22,
    viajeros.arrepentirse: 8,
    viajeros.olvidarse: 6,
    viajeros.registrarse: 6,
    viajeros.pedir_tiempo: 4,
    viajeros.opinar: 8,
    viajeros.recomendar: 2,
    operadores.anadir_salida: 8,
    operadores.realizar_una: 6,
    operadores.cambiar_precio: 4,
    operadores.publicar_tour: 3,
    operadores.encargar: 3,
    operadores.cerrar_venta: 2,
    operadores.abrir_venta: 3,
    operadores.mover_salida: 1,
    operadores.cancelar_una: 1,
}
INTENTOS = 20  # at finding an act that has something to do


class Guion:
    """Return one line for each act. The same seed on the same platform plays the same acts."""

    def __init__(self, semilla: int | None = None) -> None:
        self.escena = Escena(Random(semilla))

    def actuar(self) -> str | None:
        """None if there is nothing to do at the moment."""
        for _ in range(INTENTOS):
            [acto] = self.escena.azar.choices(list(PESOS), weights=list(PESOS.values()))
            try:
                dicho = acto(self.escena)
            except ReglaIncumplida as regla:
                dicho = f"no puede ser: {regla}"  # people break rules too
            if dicho:
                return dicho
        return None
