"""Argentina: Iguazú, wine, and the Perito Moreno glacier."""

from datetime import time, timedelta
from decimal import Decimal

from .formas import JU, LU, MA, MI, SA, VI, Horario, Oferta, Pais, bebe, familia, nino, senior

ARGENTINA = Pais(
    destinos={
        "el-calafate": {
            "nombre": "El Calafate",
            "nombre_en": "El Calafate",
            "pais": "AR",
            "region": "Santa Cruz",
            "zona_horaria": "America/Argentina/Rio_Gallegos",
            "latitud": Decimal("-50.340900"),
            "longitud": Decimal("-72.264800"),
            "descripcion": "La puerta del Parque Nacional Los Glaciares y del Perito Moreno.",
            "descripcion_en": "The gate of Los Glaciares National Park and of the Perito Moreno glacier.",
        },
        "puerto-iguazu": {
            "nombre": "Puerto Iguazú",
            "nombre_en": "Puerto Iguazú",
            "pais": "AR",
            "region": "Misiones",
            "zona_horaria": "America/Argentina/Cordoba",
            "latitud": Decimal("-25.599100"),
            "longitud": Decimal("-54.573600"),
            "descripcion": "Doscientos setenta y cinco saltos en la selva, donde se tocan tres países.",
            "descripcion_en": "Two hundred and seventy-five falls in the forest, where three countries meet.",
        },
        "mendoza": {
            "nombre": "Mendoza",
            "nombre_en": "Mendoza",
            "pais": "AR",
            "region": "Mendoza",
            "zona_horaria": "America/Argentina/Mendoza",
            "latitud": Decimal("-32.889500"),
            "longitud": Decimal("-68.845800"),
            "descripcion": "Viñas regadas por el deshielo, al pie del Aconcagua.",
            "descripcion_en": "Vineyards watered by the thaw, at the foot of Aconcagua.",
        },
    },
    guias={
        "facundo-ledesma": {
            "nombre": "Facundo Ledesma",
            "idiomas": "es en de",
            "licencia": "AR-SC-0733",
            "presentacion": "Guía de montaña; pisa el glaciar desde que era ayudante de su padre.",
        },
        "iara-benitez": {
            "nombre": "Iara Benítez",
            "idiomas": "es gn pt en",
            "licencia": "AR-MI-0418",
            "presentacion": "Bióloga de Misiones: primero se oye el tucán y después lo señala.",
        },
    },
    ofertas={
        "minitrekking-perito-moreno": Oferta(
            {
                "nombre": "Minitrekking en el Perito Moreno",
                "nombre_en": "Mini-trekking on the Perito Moreno glacier",
                "destino": "el-calafate",
                "resumen": "Hora y media sobre el hielo, con grampones y un guía cada diez personas.",
                "resumen_en": "An hour and a half on the ice, with crampons and a guide for every ten people.",
                "duracion": timedelta(hours=10),
                "precio": Decimal("210.00"),
                "moneda": "USD",
                "confirmacion_inmediata": False,
                "retencion": timedelta(hours=24),
                "corte_cancelacion": timedelta(days=2),
                "max_personas": 10,
            },
            Horario((LU, MI, SA), time(7, 30), 10, "facundo-ledesma", "Terminal de El Calafate"),
        ),
        "cataratas-del-iguazu": Oferta(
            {
                "nombre": "Cataratas del Iguazú, de pasarela en pasarela",
                "nombre_en": "Iguazú Falls, from walkway to walkway",
                "destino": "puerto-iguazu",
                "resumen": "El circuito inferior, el superior y la Garganta del Diablo, en el tren de las nueve.",
                "resumen_en": "The lower trail, the upper one and the Devil's Throat, by the nine o'clock train.",
                "duracion": timedelta(hours=8),
                "precio": Decimal("65.00"),
                "moneda": "USD",
            },
            Horario((MA, JU, SA), time(8), 18, "iara-benitez", "Terminal de Puerto Iguazú"),
            (nino("38.00"), bebe(), senior("55.00"), familia("195.00")),
        ),
        "vinos-de-mendoza": Oferta(
            {
                "nombre": "Vinos de Luján de Cuyo en bicicleta",
                "nombre_en": "Wines of Luján de Cuyo by bicycle",
                "destino": "mendoza",
                "resumen": "Tres bodegas, catorce kilómetros llanos y un almuerzo de pasos entre viñas.",
                "resumen_en": "Three wineries, fourteen flat kilometres and a lunch in courses among the vines.",
                "duracion": timedelta(hours=7),
                "precio": Decimal("92.00"),
                "moneda": "USD",
                "min_personas": 2,
            },
            Horario((MI, VI, SA), time(10), 8, None, "Plaza de Chacras de Coria"),
        ),
    },
    servicios={
        "lancha-bajo-los-saltos": {
            "nombre": "Lancha bajo los saltos",
            "nombre_en": "Boat under the falls",
            "categoria": "otro",
            "precio": Decimal("58.00"),
            "moneda": "USD",
            "tours": ("cataratas-del-iguazu",),
        },
        "ropa-impermeable": {
            "nombre": "Ropa impermeable",
            "nombre_en": "Waterproof clothing",
            "categoria": "equipo",
            "precio": Decimal("9.00"),
            "moneda": "USD",
            "tours": ("minitrekking-perito-moreno", "cataratas-del-iguazu"),
        },
    },
)
