"""Peru: Cusco, the Sacred Valley and Lima."""

from datetime import time, timedelta
from decimal import Decimal

from .formas import DO, JU, LU, MA, MI, SA, VI, Horario, Oferta, Pais, bebe, estudiante, familia, nino

PERU = Pais(
    destinos={
        "cusco": {
            "nombre": "Cusco y el Valle Sagrado",
            "nombre_en": "Cusco and the Sacred Valley",
            "pais": "PE",
            "region": "Cusco",
            "zona_horaria": "America/Lima",
            "latitud": Decimal("-13.516667"),
            "longitud": Decimal("-71.978771"),
            "descripcion": "La capital inca, a 3 400 metros: conviene llegar un día antes y caminar despacio.",
            "descripcion_en": "The Inca capital, at 3,400 metres: arrive a day early and walk slowly.",
        },
        "lima": {
            "nombre": "Lima",
            "nombre_en": "Lima",
            "pais": "PE",
            "region": "Lima",
            "zona_horaria": "America/Lima",
            "latitud": Decimal("-12.046400"),
            "longitud": Decimal("-77.042800"),
            "descripcion": "Acantilados sobre el Pacífico, casonas en Barranco y la mesa más celebrada de América.",
            "descripcion_en": "Cliffs over the Pacific, old houses in Barranco and America's most celebrated table.",
        },
    },
    guias={
        "nilda-quispe": {
            "nombre": "Nilda Quispe",
            "idiomas": "es qu en",
            "licencia": "PE-CUS-1184",
            "presentacion": "Arqueóloga; creció en Pisac y explica los andenes como quien los ha sembrado.",
        },
        "julian-ccori": {
            "nombre": "Julián Ccori",
            "idiomas": "es qu en fr",
            "licencia": "PE-CUS-2207",
            "presentacion": "Veintiocho veces el Camino Inca; sabe a qué hora se levanta la niebla.",
        },
        "milagros-tello": {
            "nombre": "Milagros Tello",
            "idiomas": "es en it",
            "licencia": "PE-LIM-0871",
            "presentacion": "Cocinera de barrio: conoce a la casera de cada puesto por su nombre.",
        },
    },
    ofertas={
        "valle-sagrado": Oferta(
            {
                "nombre": "Valle Sagrado: Pisac y Ollantaytambo",
                "nombre_en": "Sacred Valley: Pisac and Ollantaytambo",
                "destino": "cusco",
                "resumen": "Andenes, mercado y fortaleza en un día, con almuerzo en Urubamba.",
                "resumen_en": "Terraces, market and fortress in one day, with lunch in Urubamba.",
                "duracion": timedelta(hours=11),
                "precio": Decimal("180.00"),
                "moneda": "PEN",
            },
            Horario((MA, JU, SA), time(7), 16, "nilda-quispe", "Plaza Regocijo, Cusco"),
            (nino("120.00"), bebe(), estudiante("150.00"), familia("560.00")),
        ),
        "montana-de-siete-colores": Oferta(
            {
                "nombre": "Vinicunca, la montaña de siete colores",
                "nombre_en": "Vinicunca, the rainbow mountain",
                "destino": "cusco",
                "resumen": "Caminata exigente hasta los 5 036 metros; se sale de noche para llegar con buena luz.",
                "resumen_en": "A demanding walk up to 5,036 metres; we leave at night to arrive in good light.",
                "duracion": timedelta(hours=13),
                "precio": Decimal("160.00"),
                "moneda": "PEN",
                "max_personas": 8,
            },
            Horario((MI, DO), time(4, 30), 12, "nilda-quispe", "Su hotel en el centro"),
            (estudiante("135.00"),),
        ),
        "machu-picchu-en-tren": Oferta(
            {
                "nombre": "Machu Picchu en tren, ida y vuelta",
                "nombre_en": "Machu Picchu by train, there and back",
                "destino": "cusco",
                "resumen": "El tren de Ollantaytambo, el primer bus y tres horas en la ciudadela con calma.",
                "resumen_en": "The train from Ollantaytambo, the first bus and three unhurried hours in the citadel.",
                "duracion": timedelta(hours=15),
                "precio": Decimal("890.00"),
                "moneda": "PEN",
                "corte_reserva": timedelta(hours=36),
                "corte_cancelacion": timedelta(days=7),
            },
            Horario((LU, MI, VI, DO), time(5), 14, "julian-ccori", "Estación de Ollantaytambo"),
            (nino("640.00"), estudiante("780.00")),
        ),
        "lima-a-la-mesa": Oferta(
            {
                "nombre": "Lima a la mesa: mercado, cebiche y Barranco",
                "nombre_en": "Lima at the table: market, ceviche and Barranco",
                "destino": "lima",
                "resumen": "Del mercado de Surquillo a la mesa, y de la mesa al Puente de los Suspiros.",
                "resumen_en": "From Surquillo market to the table, and from the table to the Bridge of Sighs.",
                "duracion": timedelta(hours=5),
                "precio": Decimal("210.00"),
                "moneda": "PEN",
            },
            Horario((MA, JU, VI, SA), time(10, 30), 10, "milagros-tello", "Mercado N.º 1 de Surquillo"),
            (nino("140.00"), bebe()),
        ),
    },
    servicios={
        "traslado-aeropuerto-cusco": {
            "nombre": "Traslado del aeropuerto de Cusco",
            "nombre_en": "Transfer from Cusco airport",
            "categoria": "traslado",
            "precio": Decimal("45.00"),
            "moneda": "PEN",
            "por": "reserva",
            "tours": ("valle-sagrado", "montana-de-siete-colores", "machu-picchu-en-tren"),
        },
        "boleto-turistico-cusco": {
            "nombre": "Boleto Turístico del Cusco",
            "nombre_en": "Cusco Tourist Ticket",
            "categoria": "otro",
            "precio": Decimal("130.00"),
            "moneda": "PEN",
            "tours": ("valle-sagrado",),
        },
    },
)
