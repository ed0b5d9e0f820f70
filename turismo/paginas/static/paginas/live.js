/** The entry point of a live page: applies to it the events that concern it, or fetches it again. */

import { client } from "../notifications/notifications.js";
import { Announcer } from "./announcer.js";
import { Countdown } from "./countdown.js";
import { cursorOf, PageCursor } from "./cursor.js";
import { ponerDias } from "./dias.js";
import { falta, Meses } from "./meses.js";
import { ponerNombre } from "./nombres.js";
import { Novedades } from "./novedades.js";
import { PageRequests } from "./page_requests.js";
import { ponerPlazas, ponerTour } from "./plazas.js";
import { Refresh } from "./refresh.js";
import { ponerTarifas } from "./tarifas.js";

/** @import {Notification} from "../notifications/core/types.js" */
/** @import {CambioPublico, DeReservas, SalidaCambiada, TourCambiado} from "./types.js" */

const cursor = new PageCursor(cursorOf(document));
const announcer = new Announcer();
const novedades = new Novedades(announcer);
const requests = new PageRequests(follow);
const refresh = new Refresh(requests, cursor, announcer, novedades);
new Meses(requests, (titulo) => {
  novedades.olvidar();
  announcer.announce("mes", titulo);
});
new Countdown(announcer, () => refresh.request(0));

client.addEventListener("notification", ({ detail }) => {
  if (!cursor.isBefore(detail.id)) return;
  if (detail.type === "tour_creado") refresh.noteTour(String(detail.data.slug));
  // After `sync` the page is fetched again, with the effect of all missed events.
  if (detail.replayed) return;
  cursor.advance(detail.id);
  requests.note(detail);
  follow(detail);
});

client.addEventListener("sync", ({ detail }) => {
  if (cursor.isBefore(detail.cursor)) refresh.request();
});

addEventListener("pageshow", ({ persisted }) => persisted && refresh.request(0));

/** @param {Pick<Notification, "type" | "data">} event */
function follow(event) {
  const { type, data } = /** @type {CambioPublico} */ (event);
  if (type === "disponibilidad_cambiada") seguirSalida(data);
  else if (type === "tour_cambiado") seguirTour(data);
  else if (type === "destino_cambiado") ponerNombre(`destino:${data.slug}`, data, announcer);
  else if (type === "tour_creado") document.querySelector('#lista[data-lista="tour"]') && refresh.request();
  else if (hayReserva(event.data)) refresh.request(0);
  ponerDias();
}

/** @param {TourCambiado} datos */
function seguirTour(datos) {
  const volvio = datos.estado === "publicado" && parte("tour", datos.slug)?.hasAttribute("data-retirado");
  const suPagina = document.querySelector(`[data-tour="${CSS.escape(datos.slug)}"]`);
  ponerNombre(`tour:${datos.slug}`, datos, announcer);
  ponerTour(datos, announcer);
  const hayOtra = ponerTarifas(datos, announcer);
  if (volvio || (suPagina && hayOtra)) return refresh.request();
  if (datos.estado === "publicado" || !suPagina) return;
  for (const chip of document.querySelectorAll("[data-plazas]")) {
    ponerPlazas({ salida_id: Number(chip.getAttribute("data-plazas")), libres: 0, disponibilidad: "cerrada" }, announcer);
  }
}

/** @param {SalidaCambiada} datos */
function seguirSalida(datos) {
  ponerPlazas(datos, announcer);
  const tarjeta = document.querySelector(`.tarjeta-tour[data-vivo="tour:${CSS.escape(datos.slug)}"]`);
  const calendario = document.querySelector(`[data-tour="${CSS.escape(datos.slug)}"]`);
  if (tarjeta instanceof HTMLElement && cambiaLaProxima(tarjeta.dataset, datos)) refresh.request();
  else if (calendario && falta(datos)) refresh.request();
}

/**
 * Whether a card must show another next departure with free seats.
 * @param {DOMStringMap} tarjeta
 * @param {SalidaCambiada} datos
 */
function cambiaLaProxima({ salida, inicio }, datos) {
  const seVende = datos.libres > 0 && datos.disponibilidad !== "cerrada";
  const cuando = Date.parse(datos.inicio);
  if (salida === String(datos.salida_id)) return !seVende || cuando !== Date.parse(inicio ?? "");
  return seVende && !(cuando >= Date.parse(inicio ?? ""));
}

/**
 * Whether the page shows a booking that the event names.
 * @param {DeReservas} datos
 */
function hayReserva({ localizador, localizadores = [] }) {
  return [localizador, ...localizadores].some((suyo) => parte("reserva", suyo));
}

/**
 * @param {string} clase
 * @param {string | undefined} nombre
 */
function parte(clase, nombre) {
  return document.querySelector(`[data-vivo="${clase}:${CSS.escape(String(nombre))}"]`);
}
