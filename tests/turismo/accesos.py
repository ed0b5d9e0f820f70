"""The expected status of every endpoint for each user; `test_acceso` compares the platform with it."""

from typing import Any, NamedTuple


class Fila(NamedTuple):
    """A request, and its status without a session, for Ana, for Carla and for Bruno."""

    direccion: str
    estados: tuple[int, int, int, int]
    cuerpo: dict[str, Any] | None = None
    headers: dict[str, str] = {}


TODOS = (200, 200, 200, 200)
CON_SESION = (401, 200, 200, 200)
PERSONAL = (401, 403, 403, 200)
SUYA = (401, 200, 404, 200)
PAGINA_CON_SESION = (302, 200, 200, 200)
# Pages of the owner only. The staff uses the admin.
PAGINA_SUYA = (302, 200, 404, 404)
BOTON_SUYO = (302, 302, 404, 404)

DESTINO = {"nombre": "Yungas", "pais": "BO", "zona_horaria": "America/La_Paz"}
GUIA = {"nombre": "Nina Quispe", "idiomas": "es"}
SERVICIO = {"nombre": "Traslado", "precio": "14.00", "moneda": "USD"}
TOUR = {
    "nombre": "Yungas en bici",
    "destino": "{salida.tour.destino.slug}",
    "duracion": "08:00:00",
    "precio": "80.00",
    "moneda": "USD",
}
SALIDA = {"tour": "salar", "inicio": "2126-12-01T13:00:00Z", "fin": "2126-12-01T21:00:00Z", "capacidad": 8}
NUEVA = {"username": "eva", "email": "eva@example.com", "password": "caminata-larga"}
V1 = {"If-Match": '"1"'}
ALTA = (401, 403, 403, 201)

RESERVA = "/api/reservas/{reserva.localizador}"
MIA = "/reservas/{reserva.localizador}/"
S = "/api/salidas/{salida.pk}"

TABLA: dict[tuple[str, str], Fila] = {
    ("inicio", "GET"): Fila("/", TODOS),
    ("set_language", "*"): Fila("/idioma/setlang/", (302,) * 4, {"language": "en"}),
    ("livez", "GET"): Fila("/livez", TODOS),
    ("readyz", "GET"): Fila("/readyz", TODOS),
    ("metrics", "*"): Fila("/metrics", TODOS),
    ("notifications:notify", "POST"): Fila(
        "/notify", (401, 403, 403, 200), {"type": "oferta", "message": "Cusco a mitad de precio"}
    ),
    # --- The pages
    ("paginas:catalogo", "GET"): Fila("/tours/", TODOS),
    ("paginas:tour", "GET"): Fila("/tours/salar/", TODOS),
    ("paginas:reservar", "GET"): Fila("/tours/salar/reservar/{salida.pk}/", PAGINA_CON_SESION),
    ("paginas:reservar", "POST"): Fila("/tours/salar/reservar/{salida.pk}/", PAGINA_CON_SESION, {}),
    ("paginas:reservas", "GET"): Fila("/reservas/", PAGINA_CON_SESION),
    ("paginas:reserva", "GET"): Fila(MIA, PAGINA_SUYA),
    # After a login that interrupted a button's POST, the browser arrives here with GET.
    ("paginas:confirmar", "GET"): Fila(MIA + "confirmar/", BOTON_SUYO),
    ("paginas:extender", "GET"): Fila(MIA + "extender/", BOTON_SUYO),
    ("paginas:confirmar", "POST"): Fila(MIA + "confirmar/", BOTON_SUYO, {}),
    ("paginas:extender", "POST"): Fila(MIA + "extender/", BOTON_SUYO, {}),
    ("paginas:cancelar", "GET"): Fila(MIA + "cancelar/", PAGINA_SUYA),
    ("paginas:cancelar", "POST"): Fila(MIA + "cancelar/", BOTON_SUYO, {}),
    ("paginas:servicios", "GET"): Fila(MIA + "servicios/", PAGINA_SUYA),
    ("paginas:servicios", "POST"): Fila(MIA + "servicios/", PAGINA_SUYA, {}),  # the form with its errors
    ("paginas:valorar", "GET"): Fila("/reservas/{viaje.localizador}/valorar/", PAGINA_SUYA),
    ("paginas:valorar", "POST"): Fila("/reservas/{viaje.localizador}/valorar/", BOTON_SUYO, {"puntuacion": 5}),
    ("paginas:entrar", "GET"): Fila("/entrar/", (200, 302, 302, 302)),
    ("paginas:entrar", "POST"): Fila("/entrar/", (200, 302, 302, 302), {}),
    ("paginas:salir", "POST"): Fila("/salir/", (302,) * 4, {}),
    ("paginas:registro", "GET"): Fila("/registro/", (200, 302, 302, 302)),
    ("paginas:registro", "POST"): Fila("/registro/", (200, 302, 302, 302), {}),
    ("paginas:clave_olvidada", "GET"): Fila("/clave/olvidada/", TODOS),
    ("paginas:clave_olvidada", "POST"): Fila("/clave/olvidada/", TODOS, {}),
    # With an invalid link, the page says so.
    ("paginas:clave_nueva", "GET"): Fila("/clave/nueva/MQ/set-password/", TODOS),
    ("paginas:clave_nueva", "POST"): Fila("/clave/nueva/MQ/set-password/", TODOS, {}),
    ("paginas:cuenta", "GET"): Fila("/cuenta/", PAGINA_CON_SESION),
    ("paginas:cuenta", "POST"): Fila("/cuenta/", PAGINA_CON_SESION, {}),
    # --- REST: without an owner
    ("api:api-root", "GET"): Fila("/api/", TODOS),
    ("api:ninguna_parte", "GET"): Fila("/api/ninguna", (404,) * 4),
    ("api:schema", "GET"): Fila("/api/schema", TODOS),
    ("api:docs", "GET"): Fila("/api/docs", TODOS),
    ("api:problemas", "GET"): Fila("/api/problemas", TODOS),
    ("api:problema", "GET"): Fila("/api/problemas/SIN_CUPO", TODOS),
    # --- REST: accounts
    ("usuarios/register", "POST"): Fila("/usuarios/register", (201,) * 4, NUEVA),
    ("api:register", "POST"): Fila("/api/usuarios/register", (201,) * 4, NUEVA),
    ("api:login", "POST"): Fila("/api/usuarios/login", TODOS, {"username": "ana", "password": "caminata-larga"}),
    ("api:logout", "POST"): Fila("/api/usuarios/logout", (401, 204, 204, 204), {}),
    ("api:yo", "GET"): Fila("/api/usuarios/yo", CON_SESION),
    # --- REST: the catalogue
    ("api:destino-list", "GET"): Fila("/api/destinos", TODOS),
    ("api:destino-list", "POST"): Fila("/api/destinos", ALTA, DESTINO),
    ("api:destino-detail", "GET"): Fila("/api/destinos/{salida.tour.destino.slug}", TODOS),
    ("api:guia-list", "GET"): Fila("/api/guias", TODOS),
    ("api:guia-list", "POST"): Fila("/api/guias", ALTA, GUIA),
    ("api:guia-detail", "GET"): Fila("/api/guias/ramiro", TODOS),
    ("api:servicio-list", "GET"): Fila("/api/servicios", TODOS),
    ("api:servicio-list", "POST"): Fila("/api/servicios", ALTA, SERVICIO),
    ("api:servicio-detail", "GET"): Fila("/api/servicios/bolsa", TODOS),
    ("api:tour-list", "GET"): Fila("/api/tours", TODOS),
    ("api:tour-list", "POST"): Fila("/api/tours", ALTA, TOUR),
    ("api:tour-detail", "GET"): Fila("/api/tours/salar", TODOS),
    ("api:tour-calendario", "GET"): Fila("/api/tours/salar/calendario", TODOS),
    ("api:valoraciones", "GET"): Fila("/api/tours/salar/valoraciones", TODOS),
    ("api:tarifa-list", "GET"): Fila("/api/tours/salar/tarifas", TODOS),
    ("api:tarifa-list", "POST"): Fila(
        "/api/tours/salar/tarifas", ALTA, {"tipo": "senior", "nombre": "Mayor", "precio": "40.00"}
    ),
    ("api:tarifa-detail", "GET"): Fila("/api/tours/salar/tarifas/nino", TODOS),
    ("api:tarifa-detail", "PATCH"): Fila("/api/tours/salar/tarifas/nino", PERSONAL, {"precio": "25.00"}),
    ("api:tarifa-detail", "DELETE"): Fila("/api/tours/salar/tarifas/nino", (401, 403, 403, 204), {}),
    # --- REST: departures
    ("api:salida-list", "GET"): Fila("/api/salidas", TODOS),
    ("api:salida-list", "POST"): Fila("/api/salidas", ALTA, SALIDA),
    ("api:salida-detail", "GET"): Fila(S, TODOS),
    ("api:salida-detail", "PATCH"): Fila(S, PERSONAL, {"capacidad": 12}, V1),
    ("api:salida-cancelar", "POST"): Fila(S + "/cancelar", PERSONAL, {"motivo": "Paro"}),
    ("api:salida-reprogramar", "POST"): Fila(S + "/reprogramar", PERSONAL, {"inicio": "2126-12-01T13:00:00Z"}, V1),
    ("api:salida-asignar-guia", "POST"): Fila(S + "/asignar-guia", PERSONAL, {"guia": "ramiro"}),
    ("api:salida-cerrar", "POST"): Fila(S + "/cerrar", PERSONAL, {}),
    ("api:salida-abrir", "POST"): Fila(S + "/abrir", PERSONAL, {}),
    # 409: the departure has not begun.
    ("api:salida-realizar", "POST"): Fila(S + "/realizar", (401, 403, 403, 409), {}),
    # --- REST: reservations
    ("api:reserva-list", "GET"): Fila("/api/reservas", CON_SESION),
    ("api:reserva-list", "POST"): Fila("/api/reservas", (401, 201, 201, 201), {"salida": "{salida.pk}", "plazas": 1}),
    ("api:reserva-detail", "GET"): Fila(RESERVA, SUYA),
    ("api:reserva-detail", "PATCH"): Fila(RESERVA, SUYA, {"notas": "Sin gluten"}, {"If-Match": "*"}),
    ("api:reserva-confirmar", "POST"): Fila(RESERVA + "/confirmar", SUYA, {}),
    ("api:reserva-cancelar", "POST"): Fila(RESERVA + "/cancelar", SUYA, {}),
    ("api:reserva-extender", "POST"): Fila(RESERVA + "/extender", SUYA, {}),
    # 409 for Bruno, who may: the trip has not begun.
    ("api:reserva-completar", "POST"): Fila(RESERVA + "/completar", (401, 403, 404, 409), {}),
    ("api:reserva-transiciones", "GET"): Fila(RESERVA + "/transiciones", SUYA),
    ("api:reserva-servicios", "POST"): Fila(RESERVA + "/servicios", (401, 201, 404, 201), {"servicio": "almuerzo"}),
    ("api:reserva-anular-servicio", "DELETE"): Fila(RESERVA + "/servicios/{contratacion.pk}", (401, 204, 404, 204), {}),
    # Only the traveller rates a trip.
    ("api:valorar", "POST"): Fila(
        "/api/reservas/{viaje.localizador}/valoracion", (401, 201, 404, 403), {"puntuacion": 5}
    ),
    ("api:contratacion-list", "GET"): Fila("/api/contrataciones", CON_SESION),
    # For Carla the reservation does not exist.
    ("api:contratacion-list", "POST"): Fila(
        "/api/contrataciones",
        (401, 201, 400, 201),
        {"reserva": "{reserva.localizador}", "servicio": "almuerzo", "cantidad": 1},
    ),
    # --- REST: recommendations and suggestions
    ("api:recomendacion-list", "GET"): Fila("/api/recomendaciones", CON_SESION),
    ("api:recomendacion-list", "POST"): Fila(
        "/api/recomendaciones", (401, 201, 201, 201), {"tour": "salar", "puntaje": 5}
    ),
    ("api:sugerencia-list", "GET"): Fila("/api/sugerencias", CON_SESION),
}
