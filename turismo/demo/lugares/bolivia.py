"""Bolivia: the salt flat of Uyuni and La Paz."""

from datetime import time, timedelta
from decimal import Decimal

from .formas import JU, LU, MA, MI, SA, VI, Horario, Oferta, Pais, bebe, estudiante, nino

BOLIVIA = Pais(
    destinos={
        "salar-de-uyuni": {
            "nombre": "Salar de Uyuni",
            "nombre_en": "Uyuni salt flat",
            "pais": "BO",
            "region": "Potosí",
            "zona_horaria": "America/La_Paz",
            "latitud": Decimal("-20.133800"),
            "longitud": Decimal("-67.489100"),
            "descripcion": "El mayor desierto de sal del mundo; de enero a marzo, una lámina de agua lo vuelve espejo.",
            "descripcion_en": "The world's largest salt desert; from January to March a sheet of water turns it into a "
            "mirror.",
        },
        "la-paz": {
            "nombre": "La Paz",
            "nombre_en": "La Paz",
            "pais": "BO",
            "region": "La Paz",
            "zona_horaria": "America/La_Paz",
            "latitud": Decimal("-16.500000"),
            "longitud": Decimal("-68.150000"),
            "descripcion": "Una ciudad en un cañón, con el Illimani al fondo y el teleférico por metro.",
            "descripcion_en": "A city in a canyon, with Illimani behind it and cable cars for an underground.",
        },
    },
    guias={
        "ramiro-mamani": {
            "nombre": "Ramiro Mamani",
            "idiomas": "es ay en",
            "licencia": "BO-PT-0412",
            "presentacion": "Veinte años cruzando el salar; sabe por la sal si mañana habrá espejo.",
        },
        "wara-choque": {
            "nombre": "Wara Choque",
            "idiomas": "es ay pt",
            "licencia": "BO-PT-0629",
            "presentacion": "Fotógrafa de Colchani; conoce la hora exacta en que el espejo se enciende.",
        },
    },
    ofertas={
        "salar-en-tres-dias": Oferta(
            {
                "nombre": "Salar de Uyuni y lagunas en tres días",
                "nombre_en": "Uyuni salt flat and lagoons in three days",
                "destino": "salar-de-uyuni",
                "resumen": "Del cementerio de trenes a la Laguna Colorada, en 4×4 y con dos noches de refugio.",
                "resumen_en": "From the train graveyard to the Red Lagoon, by 4×4 and with two nights in a refuge.",
                "duracion": timedelta(days=2, hours=8),
                "precio": Decimal("240.00"),
                "moneda": "USD",
                "confirmacion_inmediata": False,
                "retencion": timedelta(hours=24),
                "corte_cancelacion": timedelta(days=3),
                "max_personas": 6,
            },
            Horario((LU, VI), time(10), 6, "ramiro-mamani", "Oficina de la avenida Ferroviaria"),
            (estudiante("215.00"),),
        ),
        "salar-al-atardecer": Oferta(
            {
                "nombre": "Atardecer en el Salar de Uyuni",
                "nombre_en": "Sunset on the Uyuni salt flat",
                "destino": "salar-de-uyuni",
                "resumen": "Isla Incahuasi, el espejo de agua si lo hay, y el sol que se pone en la sal.",
                "resumen_en": "Incahuasi island, the water mirror if there is one, and the sun setting on the salt.",
                "duracion": timedelta(hours=8),
                "precio": Decimal("55.00"),
                "moneda": "USD",
            },
            Horario((MI, JU, SA), time(13), 6, "wara-choque", "Plaza Arce, Uyuni"),
            (nino("35.00"), bebe()),
        ),
        "la-paz-en-teleferico": Oferta(
            {
                "nombre": "La Paz en teleférico, del mercado al mirador",
                "nombre_en": "La Paz by cable car, from the market to the viewpoint",
                "destino": "la-paz",
                "resumen": "Cuatro líneas, la calle de las Brujas y una salteña a media mañana.",
                "resumen_en": "Four lines, the Witches' street and a salteña in mid-morning.",
                "duracion": timedelta(hours=4),
                "precio": Decimal("22.00"),
                "moneda": "USD",
            },
            Horario((MA, JU, SA), time(9, 30), 12, None, "Plaza San Francisco"),
            (nino("12.00"), bebe(), estudiante("18.00")),
        ),
    },
    servicios={
        "bolsa-de-dormir": {
            "nombre": "Bolsa de dormir para −10 °C",
            "nombre_en": "Sleeping bag for −10 °C",
            "categoria": "equipo",
            "precio": Decimal("12.00"),
            "moneda": "USD",
            "tours": ("salar-en-tres-dias",),
        },
        "noche-en-hotel-de-sal": {
            "nombre": "Noche en un hotel de sal",
            "nombre_en": "Night in a salt hotel",
            "categoria": "alojamiento",
            "precio": Decimal("140.00"),
            "moneda": "USD",
            "tours": ("salar-en-tres-dias", "salar-al-atardecer"),
        },
    },
)
