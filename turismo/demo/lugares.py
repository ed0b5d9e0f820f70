"""What the demonstration offers. Written by hand: the places are real, and so are the hours one leaves at."""

from datetime import time, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

Campos = dict[str, Any]

DESTINOS: dict[str, Campos] = {
    "cusco": {
        "nombre": "Cusco y el Valle Sagrado",
        "pais": "PE",
        "region": "Cusco",
        "zona_horaria": "America/Lima",
        "latitud": Decimal("-13.516667"),
        "longitud": Decimal("-71.978771"),
        "descripcion": "La capital inca, a 3 400 metros: conviene llegar un día antes y caminar despacio.",
    },
    "salar-de-uyuni": {
        "nombre": "Salar de Uyuni",
        "pais": "BO",
        "region": "Potosí",
        "zona_horaria": "America/La_Paz",
        "latitud": Decimal("-20.133800"),
        "longitud": Decimal("-67.489100"),
        "descripcion": "El mayor desierto de sal del mundo; de enero a marzo, una lámina de agua lo vuelve espejo.",
    },
    "san-pedro-de-atacama": {
        "nombre": "San Pedro de Atacama",
        "pais": "CL",
        "region": "Antofagasta",
        "zona_horaria": "America/Santiago",
        "latitud": Decimal("-22.908700"),
        "longitud": Decimal("-68.199700"),
        "descripcion": "Géiseres antes del amanecer, lagunas a mediodía y uno de los cielos más limpios del planeta.",
    },
    "cartagena-de-indias": {
        "nombre": "Cartagena de Indias",
        "pais": "CO",
        "region": "Bolívar",
        "zona_horaria": "America/Bogota",
        "latitud": Decimal("10.423600"),
        "longitud": Decimal("-75.549700"),
        "descripcion": "La ciudad amurallada del Caribe y, a una hora de lancha, las islas del Rosario.",
    },
    "oaxaca": {
        "nombre": "Oaxaca",
        "pais": "MX",
        "region": "Oaxaca",
        "zona_horaria": "America/Mexico_City",
        "latitud": Decimal("17.073200"),
        "longitud": Decimal("-96.726600"),
        "descripcion": "Mercados, moles y mezcal; Monte Albán mira el valle desde hace veinticinco siglos.",
    },
    "el-calafate": {
        "nombre": "El Calafate",
        "pais": "AR",
        "region": "Santa Cruz",
        "zona_horaria": "America/Argentina/Rio_Gallegos",
        "latitud": Decimal("-50.340900"),
        "longitud": Decimal("-72.264800"),
        "descripcion": "La puerta del Parque Nacional Los Glaciares y del Perito Moreno, que sigue avanzando.",
    },
}

GUIAS: dict[str, Campos] = {
    "nilda-quispe": {
        "nombre": "Nilda Quispe",
        "idiomas": "es qu en",
        "licencia": "PE-CUS-1184",
        "presentacion": "Arqueóloga; creció en Pisac y explica los andenes como quien los ha sembrado.",
    },
    "ramiro-mamani": {
        "nombre": "Ramiro Mamani",
        "idiomas": "es ay en",
        "licencia": "BO-PT-0412",
        "presentacion": "Veinte años cruzando el salar; sabe por la sal si mañana habrá espejo.",
    },
    "catalina-rojas": {
        "nombre": "Catalina Rojas",
        "idiomas": "es en fr",
        "licencia": "CL-ANT-2071",
        "presentacion": "Astrónoma: cambió el observatorio por enseñar el cielo a simple vista.",
    },
    "edwin-caraballo": {
        "nombre": "Edwin Caraballo",
        "idiomas": "es en",
        "licencia": "CO-BOL-3310",
        "presentacion": "De Getsemaní; cuenta la ciudad por sus puertas, sus patios y sus fritos.",
    },
    "xochitl-martinez": {
        "nombre": "Xóchitl Martínez",
        "idiomas": "es en zap",
        "licencia": "MX-OAX-0958",
        "presentacion": "Cocinera y guía: el recorrido empieza en el mercado y termina en la mesa.",
    },
}

TOURS: dict[str, Campos] = {
    "valle-sagrado": {
        "nombre": "Valle Sagrado: Pisac y Ollantaytambo",
        "destino": "cusco",
        "resumen": "Andenes, mercado y fortaleza en un día, con almuerzo en Urubamba.",
        "duracion": timedelta(hours=11),
        "precio": Decimal("180.00"),
        "moneda": "PEN",
    },
    "montana-de-siete-colores": {
        "nombre": "Vinicunca, la montaña de siete colores",
        "destino": "cusco",
        "resumen": "Caminata exigente hasta los 5 036 metros; se sale de noche para llegar con buena luz.",
        "duracion": timedelta(hours=13),
        "precio": Decimal("160.00"),
        "moneda": "PEN",
    },
    "salar-en-tres-dias": {
        "nombre": "Salar de Uyuni y lagunas en tres días",
        "destino": "salar-de-uyuni",
        "resumen": "Del cementerio de trenes a la Laguna Colorada, en 4×4 y con dos noches de refugio.",
        "duracion": timedelta(days=2, hours=8),
        "precio": Decimal("240.00"),
        "moneda": "USD",
        "confirmacion_inmediata": False,
        "retencion": timedelta(hours=24),
    },
    "salar-al-atardecer": {
        "nombre": "Atardecer en el Salar de Uyuni",
        "destino": "salar-de-uyuni",
        "resumen": "Isla Incahuasi, el espejo de agua si lo hay, y el sol que se pone en la sal.",
        "duracion": timedelta(hours=8),
        "precio": Decimal("55.00"),
        "moneda": "USD",
    },
    "geiseres-del-tatio": {
        "nombre": "Géiseres del Tatio",
        "destino": "san-pedro-de-atacama",
        "resumen": "Ochenta géiseres a 4 300 metros, que despiertan con el primer sol.",
        "duracion": timedelta(hours=7),
        "precio": Decimal("48.00"),
        "moneda": "USD",
    },
    "estrellas-de-atacama": {
        "nombre": "Las estrellas de Atacama",
        "destino": "san-pedro-de-atacama",
        "resumen": "Dos horas a oscuras con telescopios, mantas y chocolate caliente.",
        "duracion": timedelta(hours=2, minutes=30),
        "precio": Decimal("38.00"),
        "moneda": "USD",
    },
    "cartagena-a-pie": {
        "nombre": "Cartagena a pie: murallas y Getsemaní",
        "destino": "cartagena-de-indias",
        "resumen": "De la Torre del Reloj a la plaza de la Trinidad, con parada en cada puesto de fritos.",
        "duracion": timedelta(hours=3),
        "precio": Decimal("25.00"),
        "moneda": "USD",
    },
    "islas-del-rosario": {
        "nombre": "Islas del Rosario en velero",
        "destino": "cartagena-de-indias",
        "resumen": "Un día de arrecife y vela; el almuerzo, pescado en la playa.",
        "duracion": timedelta(hours=9),
        "precio": Decimal("95.00"),
        "moneda": "USD",
    },
    "monte-alban": {
        "nombre": "Monte Albán y mesa oaxaqueña",
        "destino": "oaxaca",
        "resumen": "La ciudad zapoteca por la mañana; por la tarde, los siete moles.",
        "duracion": timedelta(hours=8),
        "precio": Decimal("62.00"),
        "moneda": "USD",
    },
    "minitrekking-perito-moreno": {
        "nombre": "Minitrekking en el Perito Moreno",
        "destino": "el-calafate",
        "resumen": "Hora y media sobre el hielo, con grampones y un guía cada diez personas.",
        "duracion": timedelta(hours=10),
        "precio": Decimal("210.00"),
        "moneda": "USD",
        "confirmacion_inmediata": False,
        "retencion": timedelta(hours=24),
    },
}

SERVICIOS: dict[str, Campos] = {
    "traslado-aeropuerto-cusco": {
        "nombre": "Traslado del aeropuerto de Cusco",
        "categoria": "traslado",
        "precio": Decimal("45.00"),
        "moneda": "PEN",
    },
    "boleto-turistico-cusco": {
        "nombre": "Boleto Turístico del Cusco",
        "categoria": "otro",
        "precio": Decimal("130.00"),
        "moneda": "PEN",
    },
    "bolsa-de-dormir": {
        "nombre": "Bolsa de dormir para −10 °C",
        "categoria": "equipo",
        "precio": Decimal("12.00"),
        "moneda": "USD",
    },
    "noche-en-hotel-de-sal": {
        "nombre": "Noche en un hotel de sal",
        "categoria": "alojamiento",
        "precio": Decimal("140.00"),
        "moneda": "USD",
    },
    "almuerzo-vegetariano": {
        "nombre": "Almuerzo vegetariano",
        "categoria": "comida",
        "precio": Decimal("14.00"),
        "moneda": "USD",
    },
}


class Horario(NamedTuple):
    """When a tour leaves, on the clock of its destination; Monday is 0, as in `date.weekday()`."""

    dias: tuple[int, ...]
    hora: time
    capacidad: int
    guia: str | None
    punto_de_encuentro: str


TODOS = (0, 1, 2, 3, 4, 5, 6)

HORARIOS: dict[str, Horario] = {
    "valle-sagrado": Horario((1, 3, 5), time(7), 16, "nilda-quispe", "Plaza Regocijo, Cusco"),
    "montana-de-siete-colores": Horario((2, 6), time(4, 30), 12, "nilda-quispe", "Su hotel en el centro"),
    "salar-en-tres-dias": Horario((0, 4), time(10), 6, "ramiro-mamani", "Oficina de la avenida Ferroviaria"),
    "salar-al-atardecer": Horario((2, 3, 5), time(13), 6, "ramiro-mamani", "Plaza Arce, Uyuni"),
    "geiseres-del-tatio": Horario((1, 3, 5, 6), time(4, 30), 14, None, "Su hotel en San Pedro"),
    "estrellas-de-atacama": Horario((0, 2, 4), time(21), 20, "catalina-rojas", "Calle Caracoles, esquina Tocopilla"),
    "cartagena-a-pie": Horario(TODOS, time(16), 15, "edwin-caraballo", "Torre del Reloj"),
    "islas-del-rosario": Horario((5, 6), time(8), 10, None, "Muelle de la Bodeguita"),
    "monte-alban": Horario((1, 4, 6), time(9), 12, "xochitl-martinez", "Frente a Santo Domingo"),
    "minitrekking-perito-moreno": Horario((0, 2, 5), time(7, 30), 10, None, "Terminal de El Calafate"),
}
