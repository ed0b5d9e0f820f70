"""Mexico: Oaxaca and Teotihuacán."""

from datetime import time, timedelta
from decimal import Decimal

from .formas import DO, JU, MA, MI, SA, VI, Horario, Oferta, Pais, bebe, estudiante, nino

MEXICO = Pais(
    destinos={
        "oaxaca": {
            "nombre": "Oaxaca",
            "nombre_en": "Oaxaca",
            "pais": "MX",
            "region": "Oaxaca",
            "zona_horaria": "America/Mexico_City",
            "latitud": Decimal("17.073200"),
            "longitud": Decimal("-96.726600"),
            "descripcion": "Mercados, moles y mezcal; Monte Albán mira el valle desde hace veinticinco siglos.",
            "descripcion_en": "Markets, moles and mezcal; Monte Albán has watched the valley for 25 centuries.",
        },
        "teotihuacan": {
            "nombre": "Teotihuacán",
            "nombre_en": "Teotihuacán",
            "pais": "MX",
            "region": "Estado de México",
            "zona_horaria": "America/Mexico_City",
            "latitud": Decimal("19.692500"),
            "longitud": Decimal("-98.843800"),
            "descripcion": "La ciudad donde los hombres se hacen dioses, a una hora de la capital.",
            "descripcion_en": "The city where men become gods, an hour from the capital.",
        },
    },
    guias={
        "xochitl-martinez": {
            "nombre": "Xóchitl Martínez",
            "idiomas": "es en zap",
            "licencia": "MX-OAX-0958",
            "presentacion": "Cocinera y guía: el recorrido empieza en el mercado y termina en la mesa.",
        },
        "emiliano-prado": {
            "nombre": "Emiliano Prado",
            "idiomas": "es en nah",
            "licencia": "MX-MEX-1746",
            "presentacion": "Epigrafista; lee los muros en voz alta y de pronto se entienden.",
        },
    },
    ofertas={
        "monte-alban": Oferta(
            {
                "nombre": "Monte Albán y mesa oaxaqueña",
                "nombre_en": "Monte Albán and a table in Oaxaca",
                "destino": "oaxaca",
                "resumen": "La ciudad zapoteca por la mañana; por la tarde, los siete moles.",
                "resumen_en": "The Zapotec city in the morning; the seven moles in the afternoon.",
                "duracion": timedelta(hours=8),
                "precio": Decimal("62.00"),
                "moneda": "USD",
            },
            Horario((MA, VI, DO), time(9), 12, "xochitl-martinez", "Frente a Santo Domingo"),
            (nino("36.00"), bebe()),
        ),
        "teotihuacan-al-amanecer": Oferta(
            {
                "nombre": "Teotihuacán al amanecer",
                "nombre_en": "Teotihuacán at dawn",
                "destino": "teotihuacan",
                "resumen": "La Calzada de los Muertos antes de los autobuses, y café de olla al bajar.",
                "resumen_en": "The Avenue of the Dead before the coaches, and café de olla on the way down.",
                "duracion": timedelta(hours=6),
                "precio": Decimal("1150.00"),
                "moneda": "MXN",
            },
            Horario((MI, JU, SA, DO), time(6), 14, "emiliano-prado", "Puerta 2 de la zona arqueológica"),
            (nino("640.00"), estudiante("930.00")),
        ),
    },
    servicios={
        "almuerzo-vegetariano": {
            "nombre": "Almuerzo vegetariano",
            "nombre_en": "Vegetarian lunch",
            "categoria": "comida",
            "precio": Decimal("14.00"),
            "moneda": "USD",
        },
        "globo-sobre-las-piramides": {
            "nombre": "Globo sobre las pirámides",
            "nombre_en": "Balloon over the pyramids",
            "categoria": "otro",
            "precio": Decimal("2900.00"),
            "moneda": "MXN",
            "tours": ("teotihuacan-al-amanecer",),
        },
    },
)
