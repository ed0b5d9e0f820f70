"""The travellers' pages update while they are open: the changes come through public pages, in other windows."""

from collections.abc import Callable
from functools import partial

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.axe import objeciones
from tests.browser.people import Person
from tests.browser.screen import Look, Screen
from tests.browser.viajes import Plantar, plantar
from tests.servers import Server

ANA, BRUNO = Person.ANA, Person.BRUNO


@pytest.fixture
def viaje(server: Server) -> Plantar:
    return partial(plantar, server)


def tarjeta(page: Page, nombre: str) -> Locator:
    return page.locator(".tarjeta-tour", has=page.get_by_role("link", name=nombre, exact=True))


def salidas(page: Page) -> Locator:
    return page.locator(".salida")


def chip(page: Page, salida: int = 0) -> Locator:
    return salidas(page).nth(salida).locator(".chip")


def test_a_tour_that_the_staff_publishes_waits_behind_a_bar_until_it_is_wanted(look: Look) -> None:
    anybody, bruno = look(None, "/tours/"), look(BRUNO, "/admin/catalogo/tour/add/")
    primera = anybody.page.locator(".tarjeta-tour").first
    antes, lugar = anybody.page.locator(".tarjeta-tour h2").all_text_contents(), primera.bounding_box()
    bruno.page.locator(".field-destino .select2-selection").click()
    bruno.page.locator(".select2-results__option", has_text="Cusco").click()
    bruno.save(nombre="Ausangate a pie", duracion="5 00:00:00", precio="1450", moneda="PEN", estado="publicado")
    barra = anybody.page.get_by_role("button", name="Hay 1 tour nuevo: mostrar")
    expect(barra).to_be_visible()
    assert (anybody.page.locator(".tarjeta-tour h2").all_text_contents(), primera.bounding_box()) == (antes, lugar)
    barra.click()

    expect(anybody.page.locator(".tarjeta-tour h2")).to_have_text(["Ausangate a pie", *antes])
    expect(anybody.page.get_by_role("link", name="Ausangate a pie")).to_be_focused()
    expect(tarjeta(anybody.page, "Ausangate a pie").locator("[data-precio]")).to_have_text("PEN 1 450")
    expect(barra).to_be_hidden()
    assert anybody.complaints == []


def test_a_tour_that_a_search_does_not_look_for_is_not_offered(look: Look, viaje: Plantar) -> None:
    en_cusco, en_uyuni = look(None, "/tours/?destino=cusco"), look(None, "/tours/?destino=salar-de-uyuni")
    viaje((9, 4))

    expect(en_uyuni.page.locator("#novedad button")).to_be_visible()
    en_cusco.expect_toast("Nuevo tour: Salar de prueba")
    expect(en_cusco.page.locator("#novedad button")).to_be_hidden()


def test_the_last_seat_is_sold_before_everybodys_eyes(look: Look, viaje: Plantar) -> None:
    salar = viaje((3, 1), (5, 4))
    anybody, catalogo, ana = look(None, salar.pagina), look(None, f"/tours/?texto={salar.nombre}"), look(ANA)
    expect(chip(anybody.page)).to_have_text("1 plaza libre")
    fecha = tarjeta(catalogo.page, salar.nombre).locator("time")
    primera = fecha.text_content()
    ana.open(salar.reservar())
    ana.page.get_by_label("Nombre y apellido").fill("Ana Torres")
    ana.page.get_by_role("button", name="Apartar las plazas").click()

    expect(chip(anybody.page)).to_have_text("Agotada")
    expect(chip(anybody.page)).to_have_attribute("data-disponibilidad", "agotada")
    expect(salidas(anybody.page).first.get_by_role("link")).to_be_hidden()
    expect(chip(anybody.page, 1)).to_have_text("4 plazas libres")
    expect(anybody.page.locator("#voz")).to_contain_text("Agotada.")
    expect(fecha).not_to_have_text(primera or "")  # the card shows the next departure with free seats
    expect(tarjeta(catalogo.page, salar.nombre).locator(".chip")).to_have_text("4 plazas libres")
    expect(ana.page.get_by_role("heading", level=1)).to_contain_text("Reserva ")
    assert [*anybody.complaints, *catalogo.complaints, *ana.complaints] == []


def test_a_hold_that_expires_gives_its_seat_back_and_says_so(look: Look, viaje: Plantar) -> None:
    salar = viaje((3, 2))
    localizador = salar.apartar(2, para=ANA)
    anybody, ana, lista = look(None, salar.pagina), look(ANA, f"/reservas/{localizador}/"), look(ANA, "/reservas/")
    expect(chip(anybody.page)).to_have_text("Agotada")
    salar.cambiar("Reserva.objects.filter(salida__tour=tour).update(expira_en=timezone.now()); expirar_vencidas()")

    expect(chip(anybody.page)).to_have_text("2 plazas libres")
    expect(salidas(anybody.page).first.get_by_role("link")).to_be_visible()
    expect(ana.page.get_by_role("heading", name="El plazo para confirmar terminó")).to_be_visible()
    expect(ana.page.get_by_role("button", name="Confirmar la reserva")).to_have_count(0)
    suya = lista.page.locator(f'[data-vivo="reserva:{localizador}"] .chip')
    expect(suya).to_have_text("Plazo vencido")


def test_a_price_changes_where_it_stands(look: Look, viaje: Plantar) -> None:
    salar = viaje((3, 2))
    catalogo, tour = look(None, f"/tours/?texto={salar.nombre}"), look(None, salar.pagina)
    salar.cambiar("tour.precio = '1248.50'; tour.save()")

    for precio in (tarjeta(catalogo.page, salar.nombre).locator("[data-precio]"), tour.page.locator("[data-precio]")):
        expect(precio).to_have_text("USD 1 248,50")
    expect(catalogo.page.locator("#voz")).to_have_text(f"{salar.nombre}: USD 1 248,50.")
    expect(catalogo.page.locator("[data-cambiado]")).to_have_count(1)
    expect(catalogo.page.locator("[data-cambiado]")).to_have_count(0)


def test_what_is_withdrawn_is_marked_and_stays_where_it_is(look: Look, viaje: Plantar) -> None:
    salar = viaje((3, 2))
    catalogo, tour = look(None, f"/tours/?texto={salar.nombre}"), look(None, salar.pagina)
    salar.cambiar("tour.estado = 'archivado'; tour.save()")

    suya = tarjeta(catalogo.page, salar.nombre)
    expect(suya).to_have_attribute("data-retirado", "Ya no está a la venta")
    for marca in (suya.locator(".chip"), chip(tour.page)):
        expect(marca).to_have_text("Venta cerrada")
    assert objeciones(catalogo.page) == []
    salar.cambiar("tour.estado = 'publicado'; tour.save()")

    for marca in (suya.locator(".chip"), chip(tour.page)):
        expect(marca).to_have_text("2 plazas libres")
    expect(catalogo.page.locator("[data-retirado]")).to_have_count(0)


def test_a_new_departure_is_inserted_under_its_day_when_it_is_wanted(look: Look, viaje: Plantar) -> None:
    salar = viaje((3, 2), (8, 2))
    anybody = look(None, salar.pagina)
    salar.cambiar(
        "for otra in (salidas[0].inicio + timedelta(hours=3), salidas[0].inicio + timedelta(days=2)):\n"
        "    Salida.objects.create(tour=tour, inicio=otra, fin=otra + timedelta(hours=1), capacidad=7)"
    )
    expect(anybody.page.get_by_role("button", name="Hay 2 salidas nuevas: mostrar")).to_be_visible()
    expect(salidas(anybody.page)).to_have_count(2)
    anybody.page.locator("#novedad button").click()

    expect(anybody.page.locator(".salida .hora")).to_have_text(["10:00", "13:00", "10:00", "10:00"])
    expect(anybody.page.locator(".dia")).to_have_count(3)
    assert [dia.locator(".salida").count() for dia in anybody.page.locator(".dia").all()] == [2, 1, 1]


def test_the_line_that_has_the_focus_keeps_it_and_its_place(look: Look, viaje: Plantar) -> None:
    salar = viaje((3, 1), (5, 4))
    anybody = look(None, salar.pagina)
    enlace = salidas(anybody.page).first.get_by_role("link")
    enlace.focus()
    antes = enlace.bounding_box()
    salar.apartar(1)
    expect(chip(anybody.page)).to_have_text("Agotada")

    expect(enlace).to_be_focused()
    expect(enlace).to_be_visible()
    assert enlace.bounding_box() == antes


def test_many_changes_at_once_are_told_in_one_sentence(look: Look, viaje: Plantar) -> None:
    salar = viaje(*((dias, 4) for dias in range(3, 9)))
    anybody = look(None, salar.pagina)
    salar.cambiar(
        "for salida in salidas: apartar(Reserva(salida=salida, plazas=1, contacto_nombre='Ana'), DEL_SISTEMA)"
    )

    expect(anybody.page.locator("#voz")).to_have_text("Han cambiado 6 líneas de esta página.")


def cortar(screen: Screen) -> None:
    conexion(screen, "close")
    screen.expect_state("closed")


def conexion(screen: Screen, que: str) -> None:
    screen.page.evaluate(f"import('/static/notifications/notifications.js').then(({{ client }}) => client.{que}())")


def test_what_was_missed_is_there_after_a_reconnection(look: Look, viaje: Plantar) -> None:
    salar = viaje((3, 4))
    anybody = look(None, salar.pagina)
    cortar(anybody)
    salar.apartar(3)
    salar.cambiar("tour.precio = 70; tour.save()")
    conexion(anybody, "connect")

    expect(chip(anybody.page)).to_have_text("Queda 1 plaza")
    expect(anybody.page.locator("[data-precio]")).to_have_text("USD 70")


def test_what_happens_before_the_first_connection_is_not_missed(viaje: Plantar, fresh: Callable[..., Page]) -> None:
    salar = viaje((3, 4))
    anybody = Screen(fresh())

    def vender(route: Route) -> None:
        """Sell seats after the page was rendered and before it is connected."""
        salar.apartar(3)
        route.continue_()

    anybody.page.route("**/notifications/notifications.js", vender)
    anybody.open(salar.pagina)

    expect(chip(anybody.page)).to_have_text("Queda 1 plaza")


def test_a_booking_follows_what_the_operation_decides(look: Look, viaje: Plantar) -> None:
    salar = viaje((3, 4))
    localizador = salar.apartar(2, para=ANA)
    ana = look(ANA, f"/reservas/{localizador}/")
    salar.cambiar("mover(Reserva.objects.get(salida__tour=tour), CONFIRMAR, DEL_SISTEMA)")
    expect(ana.page.get_by_role("heading", name="Todo listo")).to_be_visible()
    expect(ana.page.get_by_role("timer")).to_have_count(0)
    salar.cambiar(
        "from turismo.reservas.dominio.salidas import reprogramar\n"
        "antes, mas = salidas[0], timedelta(hours=5)\n"
        "reprogramar(antes, antes.inicio + mas, antes.fin + mas, antes.version, DEL_SISTEMA)"
    )
    expect(ana.page.locator(".resumen-salida time")).to_contain_text("15:00")
    salar.cambiar(
        "from turismo.reservas.dominio.salidas import cancelar_salida\n"
        "cancelar_salida(salidas[0], 'Nieve', DEL_SISTEMA)"
    )

    expect(ana.page.get_by_role("heading", name="Esta reserva está cancelada")).to_be_visible()
    expect(ana.page.get_by_text("Se le devuelve todo lo que haya pagado.")).to_be_visible()


def test_a_page_that_fetches_itself_again_leaves_messages_to_the_next_page(look: Look, viaje: Plantar) -> None:
    """The event of a confirmation may reach the old page before the browser follows the redirect to the new one."""
    page = look(ANA, f"/reservas/{viaje((3, 4)).apartar(2, para=ANA)}/").page
    form = page.locator("form[action$='/confirmar/']")
    form.evaluate("form => fetch(form.action, {method: 'POST', body: new FormData(form), redirect: 'manual'})")
    expect(page.get_by_role("heading", name="Todo listo")).to_be_visible()  # fetched again after the event

    page.reload()

    expect(page.get_by_text("Su reserva está confirmada. ¡Buen viaje!")).to_be_visible()


def test_a_service_is_added_to_a_booking_and_what_becomes_of_it_is_seen(look: Look, viaje: Plantar) -> None:
    salar = viaje((3, 4))
    salar.cambiar(
        "from turismo.catalogo.models import Servicio\n"
        "bolsa = Servicio.objects.create(nombre='Bolsa de dormir', slug=f'bolsa-{tour.slug}', precio=12, moneda='USD',"
        " estado='publicado')\n"
        "bolsa.tours.add(tour)"
    )
    ana = look(ANA, f"/reservas/{salar.apartar(2, para=ANA)}/")
    ana.page.get_by_label("Bolsa de dormir").fill("2")
    ana.page.get_by_role("button", name="Añadir").click()
    linea = ana.page.locator(".lineas li", has_text="Bolsa de dormir")
    expect(linea).to_contain_text("solicitado")
    expect(ana.page.locator(".relato .total")).to_contain_text("USD 134")
    expect(ana.page.get_by_label("Bolsa de dormir")).to_have_count(0)
    ana.expect_state("connected")
    salar.cambiar(
        "from turismo.reservas.dominio.contrataciones import confirmar_servicio\n"
        "from turismo.reservas.models import Contratacion\n"
        "confirmar_servicio(Contratacion.objects.get(reserva__salida__tour=tour))"
    )

    expect(linea).to_contain_text("confirmado")
    assert ana.complaints == []
