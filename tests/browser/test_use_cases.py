"""The nine use cases, each through its public entry point: the audience sees a toast, other users see none."""

from collections.abc import Callable, Set
from dataclasses import dataclass
from typing import Any

import pytest

from tests.browser.people import PASSWORD, Person
from tests.browser.publisher import OtherSystem
from tests.browser.screen import Look, Screen

ANA, BRUNO, CARLA = Person.ANA, Person.BRUNO, Person.CARLA
ANYBODY = None
EVERYONE = {ANYBODY, ANA, BRUNO, CARLA}
MEMBERS = {ANA, BRUNO, CARLA}

Audience = dict[Person | None, Screen]


@dataclass(frozen=True)
class Case:
    type: str
    # : Runs the use case and returns the text of its toast.
    door: Callable[[Audience], str]
    hear: Set[Person | None]

    def __str__(self) -> str:
        return self.type


def register(screens: Audience) -> str:
    screens[ANYBODY].post("/usuarios/register", username="diego", email="diego@example.com", password=PASSWORD)
    return "Nuevo usuario: diego"


def log_in(screens: Audience) -> str:
    screens[ANYBODY].post("/api/usuarios/login", username="carla", password=PASSWORD)
    return "carla inició sesión"


def reserve(screens: Audience) -> str:
    reservation = hold_seats(screens[ANA])
    return f"Nueva reserva {reservation['localizador']} de ana: 2 × {reservation['nombre']}"


def contract(screens: Audience) -> str:
    reservation = hold_seats(screens[ANA])
    code, service = reservation["localizador"], screens[ANA].get("/api/servicios?moneda=PEN")["results"][0]
    screens[ANA].post("/api/contrataciones", reserva=code, servicio=service["slug"], cantidad=2)
    return f"Servicio contratado: 2 × {service['nombre']} (reserva {code})"


def recommend(screens: Audience) -> str:
    tour = screens[ANA].get("/api/tours")["results"][0]
    screens[ANA].post("/api/recomendaciones", tour=tour["slug"], puntaje=5, comentario="Vayan temprano.")
    return f"ana recomienda {tour['nombre']}: 5 de 5"


def create_tour(screens: Audience) -> str:
    with screens[BRUNO].other_tab("/admin/catalogo/tour/add/") as admin:
        admin.page.locator(".field-destino .select2-selection").click()
        admin.page.locator(".select2-results__option", has_text="Cusco").click()
        admin.save(nombre="Choquequirao a pie", duracion="4 00:00:00", precio="1200", moneda="PEN", estado="publicado")
    return "Nuevo tour: Choquequirao a pie"


def create_service(screens: Audience) -> str:
    with screens[BRUNO].other_tab("/admin/catalogo/servicio/add/") as admin:
        admin.save(nombre="Bicicleta de montaña", precio="80", moneda="PEN", estado="publicado")
    return "Nuevo servicio: Bicicleta de montaña"


def create_destination(screens: Audience) -> str:
    with screens[BRUNO].other_tab("/admin/catalogo/destino/add/") as admin:
        admin.save(nombre="Lago Titicaca", pais="PE", zona_horaria="America/Lima", estado="publicado")
    return "Nuevo destino: Lago Titicaca"


def create_guide(screens: Audience) -> str:
    with screens[BRUNO].other_tab("/admin/catalogo/guia/add/") as admin:
        admin.save(nombre="Rosa Quispe", idiomas="es qu", estado="publicado")
    return "Nuevo guía: Rosa Quispe"


def hold_seats(screen: Screen) -> dict[str, Any]:
    departure = screen.get("/api/salidas?tour=valle-sagrado&plazas=2")["results"][0]
    reservation = screen.post("/api/reservas", salida=departure["id"], plazas=2)
    return {**reservation, "nombre": screen.get(f"/api/tours/{departure['tour']}")["nombre"]}


CASES = [
    Case("usuario_registrado", register, {BRUNO}),
    Case("sesion_iniciada", log_in, {BRUNO}),
    Case("reserva_creada", reserve, {BRUNO, ANA}),
    Case("servicio_contratado", contract, {BRUNO}),
    Case("recomendacion_creada", recommend, MEMBERS),
    Case("tour_creado", create_tour, EVERYONE),
    Case("servicio_creado", create_service, EVERYONE),
    Case("destino_creado", create_destination, EVERYONE),
    Case("guia_creado", create_guide, EVERYONE),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_what_happens_is_a_toast_for_those_it_concerns(case: Case, look: Look, other_system: OtherSystem) -> None:
    screens = {who: look(who) for who in (ANYBODY, ANA, BRUNO, CARLA)}
    message = case.door(screens)
    for who in case.hear:
        screens[who].expect_toast(message)
    other_system.notify("Y esto lo oyen todos")  # the last event: all earlier ones have arrived with it
    for screen in screens.values():
        screen.expect_toast("Y esto lo oyen todos")

    assert {who for who, screen in screens.items() if case.type in screen.types()} == case.hear
