"""Chile: the Atacama desert and Valparaíso, with prices in pesos, a currency without decimals."""

from datetime import time, timedelta
from decimal import Decimal

from .formas import DO, JU, LU, MA, MI, SA, VI, Horario, Oferta, Pais, bebe, estudiante, familia, nino, senior

CHILE = Pais(
    destinos={
        "san-pedro-de-atacama": {
            "nombre": "San Pedro de Atacama",
            "nombre_en": "San Pedro de Atacama",
            "pais": "CL",
            "region": "Antofagasta",
            "zona_horaria": "America/Santiago",
            "latitud": Decimal("-22.908700"),
            "longitud": Decimal("-68.199700"),
            "descripcion": "Géiseres antes del amanecer, lagunas a mediodía y uno de los cielos más limpios que hay.",
            "descripcion_en": "Geysers before dawn, lagoons at noon and one of the clearest skies on the planet.",
        },
        "valparaiso": {
            "nombre": "Valparaíso",
            "nombre_en": "Valparaíso",
            "pais": "CL",
            "region": "Valparaíso",
            "zona_horaria": "America/Santiago",
            "latitud": Decimal("-33.047200"),
            "longitud": Decimal("-71.612700"),
            "descripcion": "Cerros de colores sobre el puerto, a los que se sube en ascensores de 1883.",
            "descripcion_en": "Painted hills above the harbour, which one climbs in lifts of 1883.",
        },
    },
    guias={
        "catalina-rojas": {
            "nombre": "Catalina Rojas",
            "idiomas": "es en fr",
            "licencia": "CL-ANT-2071",
            "presentacion": "Astrónoma: cambió el observatorio por enseñar el cielo a simple vista.",
        },
        "benjamin-araya": {
            "nombre": "Benjamín Araya",
            "idiomas": "es en",
            "licencia": "CL-VAL-1532",
            "presentacion": "Muralista del cerro Concepción; la mitad de las paredes las vio pintar.",
        },
    },
    ofertas={
        "geiseres-del-tatio": Oferta(
            {
                "nombre": "Géiseres del Tatio",
                "nombre_en": "El Tatio geysers",
                "destino": "san-pedro-de-atacama",
                "resumen": "Ochenta géiseres a 4 300 metros, que despiertan con el primer sol.",
                "resumen_en": "Eighty geysers at 4,300 metres, which wake with the first sun.",
                "duracion": timedelta(hours=7),
                "precio": Decimal("48.00"),
                "moneda": "USD",
            },
            Horario((MA, JU, SA, DO), time(4, 30), 14, None, "Su hotel en San Pedro"),
            (nino("30.00"), senior("42.00")),
        ),
        "estrellas-de-atacama": Oferta(
            {
                "nombre": "Las estrellas de Atacama",
                "nombre_en": "The stars of Atacama",
                "destino": "san-pedro-de-atacama",
                "resumen": "Dos horas a oscuras con telescopios, mantas y chocolate caliente.",
                "resumen_en": "Two hours in the dark with telescopes, blankets and hot chocolate.",
                "duracion": timedelta(hours=2, minutes=30),
                "precio": Decimal("38.00"),
                "moneda": "USD",
            },
            Horario((LU, MI, VI), time(21), 20, "catalina-rojas", "Calle Caracoles, esquina Tocopilla"),
            (nino("22.00"), bebe(), familia("110.00")),
        ),
        "valparaiso-cerros-y-ascensores": Oferta(
            {
                "nombre": "Valparaíso: cerros, ascensores y murales",
                "nombre_en": "Valparaíso: hills, lifts and murals",
                "destino": "valparaiso",
                "resumen": "Tres cerros, cuatro ascensores y la casa de Neruda, que se mira desde fuera.",
                "resumen_en": "Three hills, four lifts and Neruda's house, seen from outside.",
                "duracion": timedelta(hours=4),
                "precio": Decimal("28000"),
                "moneda": "CLP",
            },
            Horario((MI, VI, SA, DO), time(10), 15, "benjamin-araya", "Plaza Sotomayor"),
            (nino("16000"), bebe(), estudiante("22000")),
        ),
    },
    servicios={
        "traslado-desde-santiago": {
            "nombre": "Traslado desde Santiago",
            "nombre_en": "Transfer from Santiago",
            "categoria": "traslado",
            "precio": Decimal("75000"),
            "moneda": "CLP",
            "por": "reserva",
            "tours": ("valparaiso-cerros-y-ascensores",),
        },
    },
)
