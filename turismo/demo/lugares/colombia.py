"""Colombia: the Caribbean coast and Medellín."""

from datetime import time, timedelta
from decimal import Decimal

from .formas import DO, JU, LU, MI, SA, TODOS, VI, Horario, Oferta, Pais, bebe, estudiante, familia, nino

COLOMBIA = Pais(
    destinos={
        "cartagena-de-indias": {
            "nombre": "Cartagena de Indias",
            "nombre_en": "Cartagena de Indias",
            "pais": "CO",
            "region": "Bolívar",
            "zona_horaria": "America/Bogota",
            "latitud": Decimal("10.423600"),
            "longitud": Decimal("-75.549700"),
            "descripcion": "La ciudad amurallada del Caribe y, a una hora de lancha, las islas del Rosario.",
            "descripcion_en": "The walled city of the Caribbean and, an hour away by boat, the Rosario islands.",
        },
        "medellin": {
            "nombre": "Medellín",
            "nombre_en": "Medellín",
            "pais": "CO",
            "region": "Antioquia",
            "zona_horaria": "America/Bogota",
            "latitud": Decimal("6.244200"),
            "longitud": Decimal("-75.581200"),
            "descripcion": "La ciudad de la eterna primavera, que sube a sus barrios en metrocable.",
            "descripcion_en": "The city of eternal spring, which rides to its hills by cable car.",
        },
    },
    guias={
        "edwin-caraballo": {
            "nombre": "Edwin Caraballo",
            "idiomas": "es en",
            "licencia": "CO-BOL-3310",
            "presentacion": "De Getsemaní; cuenta la ciudad por sus puertas, sus patios y sus fritos.",
        },
        "daniela-restrepo": {
            "nombre": "Daniela Restrepo",
            "idiomas": "es en pt",
            "licencia": "CO-ANT-4125",
            "presentacion": "Nació en la Comuna 13 y baila en sus escaleras desde los doce años.",
        },
    },
    ofertas={
        "cartagena-a-pie": Oferta(
            {
                "nombre": "Cartagena a pie: murallas y Getsemaní",
                "nombre_en": "Cartagena on foot: walls and Getsemaní",
                "destino": "cartagena-de-indias",
                "resumen": "De la Torre del Reloj a la plaza de la Trinidad, con parada en cada puesto de fritos.",
                "resumen_en": "From the Clock Tower to Trinidad square, stopping at every stall.",
                "duracion": timedelta(hours=3),
                "precio": Decimal("25.00"),
                "moneda": "USD",
            },
            Horario(TODOS, time(16), 15, "edwin-caraballo", "Torre del Reloj"),
            (nino("14.00"), bebe(), familia("75.00")),
        ),
        "islas-del-rosario": Oferta(
            {
                "nombre": "Islas del Rosario en velero",
                "nombre_en": "Rosario islands under sail",
                "destino": "cartagena-de-indias",
                "resumen": "Un día de arrecife y vela; el almuerzo, pescado en la playa.",
                "resumen_en": "A day of reef and sail; lunch is fish on the beach.",
                "duracion": timedelta(hours=9),
                "precio": Decimal("95.00"),
                "moneda": "USD",
            },
            Horario((SA, DO), time(8), 10, None, "Muelle de la Bodeguita"),
            (nino("60.00"),),
        ),
        "medellin-comuna-13": Oferta(
            {
                "nombre": "Comuna 13: escaleras, grafiti y ritmo",
                "nombre_en": "Comuna 13: stairs, graffiti and rhythm",
                "destino": "medellin",
                "resumen": "Las escaleras eléctricas, los murales y quienes los pintaron.",
                "resumen_en": "The escalators, the murals and those who painted them.",
                "duracion": timedelta(hours=3, minutes=30),
                "precio": Decimal("20.00"),
                "moneda": "USD",
            },
            Horario((LU, MI, JU, VI, SA), time(14), 16, "daniela-restrepo", "Metro San Javier"),
            (nino("11.00"), estudiante("16.00")),
        ),
    },
    servicios={
        "equipo-de-careteo": {
            "nombre": "Equipo de careteo",
            "nombre_en": "Snorkelling gear",
            "categoria": "equipo",
            "precio": Decimal("10.00"),
            "moneda": "USD",
            "tours": ("islas-del-rosario",),
        },
    },
)
