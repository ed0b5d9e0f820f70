"""Spain: the Alhambra and the last hundred kilometres to Santiago."""

from datetime import time, timedelta
from decimal import Decimal

from .formas import JU, LU, MA, MI, SA, VI, Horario, Oferta, Pais, bebe, estudiante, familia, nino, senior

ESPANA = Pais(
    destinos={
        "granada": {
            "nombre": "Granada",
            "nombre_en": "Granada",
            "pais": "ES",
            "region": "Andalucía",
            "zona_horaria": "Europe/Madrid",
            "latitud": Decimal("37.177300"),
            "longitud": Decimal("-3.598600"),
            "descripcion": "La Alhambra de noche y el Albaicín de día, con la sierra al fondo.",
            "descripcion_en": "The Alhambra by night and the Albaicín by day, with the sierra behind.",
        },
        "camino-de-santiago": {
            "nombre": "Camino de Santiago",
            "nombre_en": "Way of St James",
            "pais": "ES",
            "region": "Galicia",
            "zona_horaria": "Europe/Madrid",
            "latitud": Decimal("42.880500"),
            "longitud": Decimal("-8.545700"),
            "descripcion": "Los últimos cien kilómetros, de Sarria al Obradoiro, entre robles y hórreos.",
            "descripcion_en": "The last hundred kilometres, from Sarria to the Obradoiro, among oaks and granaries.",
        },
    },
    guias={
        "lola-heredia": {
            "nombre": "Lola Heredia",
            "idiomas": "es en fr ar",
            "licencia": "ES-AND-5521",
            "presentacion": "Arabista: recita los muros de los Palacios Nazaríes en su lengua.",
        },
        "brais-outeiro": {
            "nombre": "Brais Outeiro",
            "idiomas": "es gl en",
            "licencia": "ES-GAL-2290",
            "presentacion": "Peregrino de once caminos; lleva siempre una tirita de más.",
        },
    },
    ofertas={
        "alhambra-y-albaicin": Oferta(
            {
                "nombre": "Alhambra, Generalife y Albaicín",
                "nombre_en": "Alhambra, Generalife and Albaicín",
                "destino": "granada",
                "resumen": "Los palacios con entrada incluida y el atardecer en el mirador de San Nicolás.",
                "resumen_en": "The palaces with the ticket included, and the sunset from San Nicolás.",
                "duracion": timedelta(hours=6),
                "precio": Decimal("69.00"),
                "moneda": "EUR",
                "corte_reserva": timedelta(hours=24),
                "corte_cancelacion": timedelta(days=3),
            },
            Horario((LU, MA, JU, VI, SA), time(13, 30), 18, "lola-heredia", "Puerta de la Justicia"),
            (nino("39.00"), bebe(), senior("59.00"), familia("199.00")),
        ),
        "camino-ultimos-cien": Oferta(
            {
                "nombre": "El Camino desde Sarria, en cinco etapas",
                "nombre_en": "The Way from Sarria, in five stages",
                "destino": "camino-de-santiago",
                "resumen": "Cien kilómetros a pie, con la mochila en furgoneta y la compostela al llegar.",
                "resumen_en": "A hundred kilometres on foot, the rucksack by van and the compostela on arrival.",
                "duracion": timedelta(days=4, hours=9),
                "precio": Decimal("540.00"),
                "moneda": "EUR",
                "confirmacion_inmediata": False,
                "retencion": timedelta(hours=48),
                "corte_cancelacion": timedelta(days=10),
            },
            Horario((MI,), time(8), 16, "brais-outeiro", "Estación de Sarria"),
            (estudiante("470.00"),),
        ),
    },
    servicios={
        "noche-en-carmen": {
            "nombre": "Noche en un carmen del Albaicín",
            "nombre_en": "Night in a carmen of the Albaicín",
            "categoria": "alojamiento",
            "precio": Decimal("118.00"),
            "moneda": "EUR",
            "tours": ("alhambra-y-albaicin",),
        },
    },
)
