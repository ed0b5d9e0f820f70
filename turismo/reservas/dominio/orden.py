"""The author and the origin of a change, for the audit."""

from dataclasses import dataclass

from turismo.reservas.models import MOTIVO, Origen
from turismo.reservas.reglas import MotivoInvalido
from turismo.usuarios.models import Usuario


@dataclass(frozen=True, slots=True)
class Orden:
    actor: Usuario | None
    origen: Origen


DEL_SISTEMA = Orden(None, Origen.SISTEMA)


def comprobar_motivo(motivo: str, *, hace_falta: bool = False) -> None:
    if len(motivo) > MOTIVO or (hace_falta and not motivo.strip()):
        raise MotivoInvalido(maximo=MOTIVO)
