"""Who lives in the demonstration, and what they have booked."""

from typing import Any, NamedTuple

from turismo.reservas.movimientos import CANCELAR, CONFIRMAR, Movimiento

# Published here, so `manage.py demo` does not hand it out where strangers could use it.
CLAVE = "turismo-demo"
GRUPO = "Operación"

USUARIOS: dict[str, dict[str, Any]] = {
    "admin": {
        "email": "admin@example.com",
        "first_name": "Alejandra",
        "last_name": "Ríos",
        "rol": "operador",
        "is_staff": True,
        "is_superuser": True,
    },
    "operador": {
        "email": "operador@example.com",
        "first_name": "Bruno",
        "last_name": "Salas",
        "rol": "operador",
        "is_staff": True,
    },
    "turista": {
        "email": "turista@example.com",
        "first_name": "Ana",
        "last_name": "Torres",
        "telefono": "+51987654321",
    },
}


class Venta(NamedTuple):
    """Seats on the first departure of a tour that has room for them."""

    nombre: str  # what tells this sale from the others when the command is run again
    tour: str
    plazas: int
    contacto: str
    usuario: str | None = None
    movimiento: Movimiento | None = None
    servicio: str | None = None


VENTAS = (
    Venta("valle", "valle-sagrado", 2, "Ana Torres", "turista", CONFIRMAR, "boleto-turistico-cusco"),
    Venta("salar", "salar-en-tres-dias", 2, "Ana Torres", "turista", None, "noche-en-hotel-de-sal"),
    Venta("estrellas", "estrellas-de-atacama", 1, "Ana Torres", "turista", CANCELAR),
    Venta("telefono", "monte-alban", 4, "Familia Okada", None, CONFIRMAR, "almuerzo-vegetariano"),
    Venta("agencia", "salar-al-atardecer", 6, "Agencia Altiplano", None, CONFIRMAR),  # sold out
    Venta("casi-llena", "cartagena-a-pie", 13, "Crucero Caribe", None, CONFIRMAR),
)

RECOMENDACIONES: dict[str, tuple[int, str]] = {
    "valle-sagrado": (5, "Ollantaytambo a última hora, sin nadie. Lleven abrigo para la vuelta."),
    "estrellas-de-atacama": (4, "Vimos Saturno. El chocolate caliente se agradece."),
}
