"""Ecuador: Quito, the equator and the Galápagos."""

from datetime import time, timedelta
from decimal import Decimal

from .formas import DO, MA, SA, VI, Horario, Oferta, Pais, bebe, familia, nino, senior

ECUADOR = Pais(
    destinos={
        "quito": {
            "nombre": "Quito",
            "nombre_en": "Quito",
            "pais": "EC",
            "region": "Pichincha",
            "zona_horaria": "America/Guayaquil",
            "latitud": Decimal("-0.180700"),
            "longitud": Decimal("-78.467800"),
            "descripcion": "El mayor centro histórico de América, a media hora de la línea del ecuador.",
            "descripcion_en": "The largest old town in America, half an hour from the equator.",
        },
        "galapagos": {
            "nombre": "Islas Galápagos",
            "nombre_en": "Galápagos Islands",
            "pais": "EC",
            "region": "Galápagos",
            "zona_horaria": "Pacific/Galapagos",
            "latitud": Decimal("-0.742800"),
            "longitud": Decimal("-90.303900"),
            "descripcion": "Iguanas que nadan, piqueros que bailan y nadie que les tema.",
            "descripcion_en": "Iguanas that swim, boobies that dance and nobody for them to fear.",
        },
    },
    guias={
        "luz-andrango": {
            "nombre": "Luz Andrango",
            "idiomas": "es qu en",
            "licencia": "EC-PI-1960",
            "presentacion": "Historiadora de Otavalo; equilibra un huevo sobre un clavo al primer intento.",
        },
        "simon-yanez": {
            "nombre": "Simón Yánez",
            "idiomas": "es en de",
            "licencia": "EC-GAL-0087",
            "presentacion": "Naturalista del parque desde 2004; conoce a las tortugas por su caparazón.",
        },
    },
    ofertas={
        "quito-y-la-mitad-del-mundo": Oferta(
            {
                "nombre": "Quito colonial y la Mitad del Mundo",
                "nombre_en": "Colonial Quito and the Middle of the World",
                "destino": "quito",
                "resumen": "Dorados de la Compañía por la mañana; por la tarde, un pie en cada hemisferio.",
                "resumen_en": "The gold of La Compañía in the morning; a foot in each hemisphere in the afternoon.",
                "duracion": timedelta(hours=8),
                "precio": Decimal("58.00"),
                "moneda": "USD",
            },
            Horario((MA, VI, SA, DO), time(8, 30), 14, "luz-andrango", "Plaza Grande"),
            (nino("32.00"), bebe(), senior("48.00"), familia("170.00")),
        ),
        "galapagos-en-cuatro-dias": Oferta(
            {
                "nombre": "Galápagos en cuatro días: Santa Cruz e Isabela",
                "nombre_en": "Galápagos in four days: Santa Cruz and Isabela",
                "destino": "galapagos",
                "resumen": "Tortugas, túneles de lava y lobos marinos, durmiendo siempre en tierra.",
                "resumen_en": "Tortoises, lava tunnels and sea lions, always sleeping ashore.",
                "duracion": timedelta(days=3, hours=9),
                "precio": Decimal("980.00"),
                "moneda": "USD",
                "confirmacion_inmediata": False,
                "retencion": timedelta(hours=24),
                "corte_reserva": timedelta(days=3),
                "corte_cancelacion": timedelta(days=14),
                "max_personas": 8,
            },
            Horario((MA,), time(8), 12, "simon-yanez", "Muelle de Puerto Ayora"),
            (nino("760.00"),),
        ),
    },
    servicios={
        "traje-de-neopreno": {
            "nombre": "Traje de neopreno",
            "nombre_en": "Wetsuit",
            "categoria": "equipo",
            "precio": Decimal("15.00"),
            "moneda": "USD",
            "tours": ("galapagos-en-cuatro-dias",),
        },
    },
)
