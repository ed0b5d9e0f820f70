"""Bookings, trips and recommendations of the demonstration."""

from typing import NamedTuple

from turismo.catalogo.models import GENERAL
from turismo.reservas.models import Estado


class Venta(NamedTuple):
    """Seats on the first departure of a tour with room for them."""

    nombre: str  # identifies the sale when the command runs again
    tour: str
    personas: dict[str, int]
    contacto: str
    usuario: str | None = None
    estado: Estado = Estado.CONFIRMADA
    servicio: tuple[str, int] | None = None


VENTAS = (
    Venta("valle", "valle-sagrado", {GENERAL: 2}, "Ana Torres", "turista", servicio=("boleto-turistico-cusco", 2)),
    Venta(
        "salar",
        "salar-en-tres-dias",
        {GENERAL: 2},
        "Ana Torres",
        "turista",
        Estado.PENDIENTE,
        servicio=("noche-en-hotel-de-sal", 2),
    ),
    Venta("estrellas", "estrellas-de-atacama", {GENERAL: 1}, "Ana Torres", "turista", Estado.CANCELADA),
    Venta("iguazu", "cataratas-del-iguazu", {GENERAL: 2}, "Ana Torres", "turista", Estado.EXPIRADA),
    Venta("telefono", "monte-alban", {GENERAL: 4}, "Familia Okada", servicio=("almuerzo-vegetariano", 1)),
    Venta("agencia", "salar-al-atardecer", {GENERAL: 6}, "Agencia Altiplano"),  # now sold out
    Venta("casi-llena", "cartagena-a-pie", {GENERAL: 13}, "Crucero Caribe"),
    Venta("familia", "valle-sagrado", {"familia": 1, GENERAL: 1, "bebe": 1}, "Lucía Vargas", "lucia.vargas"),
    Venta("abuelos", "alhambra-y-albaicin", {"senior": 2, GENERAL: 1}, "Noah Fischer", "noah.fischer"),
    Venta("curso", "valparaiso-cerros-y-ascensores", {"estudiante": 9, GENERAL: 1}, "Liceo Bicentenario"),
    Venta(
        "galapagos",
        "galapagos-en-cuatro-dias",
        {GENERAL: 2, "nino": 1},
        "Renata Solís",
        "renata.solis",
        Estado.PENDIENTE,
    ),
    Venta("quito", "quito-y-la-mitad-del-mundo", {GENERAL: 3}, "Joaquín Ibarra", "joaquin.ibarra"),
    Venta("camino", "camino-ultimos-cien", {GENERAL: 2}, "Valentina Rossi", "valentina.rossi"),
    Venta("hielo", "minitrekking-perito-moreno", {GENERAL: 2}, "Thiago Almeida", "thiago.almeida", Estado.CANCELADA),
)


class Viaje(NamedTuple):
    """A past trip, `hace` days ago."""

    nombre: str
    tour: str
    usuario: str
    hace: int
    personas: int = 2
    puntuacion: int | None = None
    comentario: str = ""
    asistio: bool = True


VIAJES = (
    Viaje("lima", "lima-a-la-mesa", "turista", 21, 2, 5, "El cebiche, sí; pero sobre todo las historias del mercado."),
    Viaje("comuna", "medellin-comuna-13", "turista", 9, 2),  # for Ana's rating
    Viaje("valle-1", "valle-sagrado", "lucia.vargas", 16, 4, 5, "Con niños y sin prisas. Nilda es una maestra."),
    Viaje("valle-2", "valle-sagrado", "mateo.okada", 16, 2, 4, "Muy completo; el almuerzo, algo justo de tiempo."),
    Viaje("machu-1", "machu-picchu-en-tren", "mateo.okada", 12, 2, 5, "Llegar antes que los buses no tiene precio."),
    Viaje("machu-2", "machu-picchu-en-tren", "camila.duarte", 12, 1, 5, "Julián sabía dónde se abriría la niebla."),
    Viaje("salar-1", "salar-al-atardecer", "valentina.rossi", 10, 2, 5, "Hubo espejo. Lloramos todos."),
    Viaje("salar-2", "salar-al-atardecer", "noah.fischer", 10, 1, 4, "Lleven gafas de sol y algo para el frío."),
    Viaje("geiser", "geiseres-del-tatio", "thiago.almeida", 8, 2, 3, "Precioso, pero madrugar así no es para mí."),
    Viaje("iguazu", "cataratas-del-iguazu", "renata.solis", 14, 3, 5, "Iara nos enseñó un tucán antes de las nueve."),
    Viaje("monte", "monte-alban", "joaquin.ibarra", 19, 2, 4, "De los siete moles me quedo con el negro."),
    Viaje("comuna-2", "medellin-comuna-13", "camila.duarte", 9, 1, 5, "No es una visita: es una conversación."),
    Viaje("alhambra", "alhambra-y-albaicin", "noah.fischer", 23, 2, asistio=False),
)

RECOMENDACIONES: dict[tuple[str, str], tuple[int, str]] = {
    ("turista", "valle-sagrado"): (5, "Ollantaytambo a última hora, sin nadie. Lleven abrigo para la vuelta."),
    ("turista", "estrellas-de-atacama"): (4, "Vimos Saturno. El chocolate caliente se agradece."),
    ("mateo.okada", "machu-picchu-en-tren"): (5, "El primer bus: háganme caso."),
    ("renata.solis", "cataratas-del-iguazu"): (5, "Vayan a la Garganta al final, con el sol de espaldas."),
}
