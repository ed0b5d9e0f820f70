// @ts-check
/** Joins a page to the events that concern it: what they say is put in at once, what they only hint at is fetched. */

import { client } from "../notifications/notifications.js";
import { CuentaAtras } from "./countdown.js";
import { Hasta } from "./cursor.js";
import { ponerDias } from "./dias.js";
import { falta, Meses } from "./meses.js";
import { ponerNombre } from "./nombres.js";
import { Novedades } from "./novedades.js";
import { cursorDe, Peticiones } from "./page_requests.js";
import { ponerPlazas, ponerTour } from "./plazas.js";
import { Refresco } from "./refresh.js";
import { ponerTarifas } from "./tarifas.js";
import { Voz } from "./announcer.js";

/** @typedef {import("../notifications/core/client.js").Notification} Notification */

const hasta = new Hasta(cursorDe(document));
const voz = new Voz();
const novedades = new Novedades(voz);
const peticiones = new Peticiones(seguir);
const refresco = new Refresco(peticiones, hasta, voz, novedades);
new Meses(peticiones, (titulo) => {
  novedades.olvidar();
  voz.contar("mes", titulo);
});
new CuentaAtras(voz, () => refresco.pedir(0));

client.addEventListener("notification", (event) => {
  const { detail } = /** @type {CustomEvent<Notification>} */ (event);
  if (!hasta.antes(detail.id)) return;
  if (detail.type === "tour_creado") refresco.anotar(String(detail.data.slug));
  // What was missed comes with the page as it is now.
  if (detail.replayed) return;
  hasta.avanzar(detail.id);
  peticiones.anotar(detail);
  seguir(detail);
});

client.addEventListener("sync", (event) => {
  const { detail } = /** @type {CustomEvent<{cursor: string}>} */ (event);
  if (hasta.antes(detail.cursor)) refresco.pedir();
});

addEventListener("pageshow", ({ persisted }) => persisted && refresco.pedir(0));

/** @param {{type: string, data: any}} detail */
function seguir({ type: tipo, data: datos }) {
  if (tipo === "disponibilidad_cambiada") seguirPlazas(datos);
  else if (tipo === "tour_cambiado") seguirTour(datos);
  else if (tipo === "destino_cambiado") ponerNombre(`destino:${datos.slug}`, datos, voz);
  else if (tipo === "tour_creado") document.querySelector('#lista[data-lista="tour"]') && refresco.pedir();
  else if ([datos.localizador, ...(datos.localizadores ?? [])].some((suya) => parte("reserva", suya))) refresco.pedir(0);
  ponerDias();
}

/** @param {any} datos */
function seguirTour(datos) {
  const volvio = datos.estado === "publicado" && parte("tour", datos.slug)?.hasAttribute("data-retirado");
  const suPagina = document.querySelector(`[data-tour="${CSS.escape(datos.slug)}"]`);
  ponerNombre(`tour:${datos.slug}`, datos, voz);
  ponerTour(datos, voz);
  const hayOtra = ponerTarifas(datos, voz);
  if (volvio || (suPagina && hayOtra)) return refresco.pedir();
  if (datos.estado === "publicado" || !suPagina) return;
  for (const chip of document.querySelectorAll("[data-plazas]")) {
    ponerPlazas({ salida_id: Number(chip.getAttribute("data-plazas")), libres: 0, disponibilidad: "cerrada" }, voz);
  }
}

/** @param {{salida_id: number, slug: string, inicio: string, libres: number, disponibilidad: string}} datos */
function seguirPlazas(datos) {
  ponerPlazas(datos, voz);
  const tarjeta = document.querySelector(`.tarjeta-tour[data-vivo="tour:${CSS.escape(datos.slug)}"]`);
  const calendario = document.querySelector(`[data-tour="${CSS.escape(datos.slug)}"]`);
  if (tarjeta instanceof HTMLElement && cambiaLaProxima(tarjeta.dataset, datos)) refresco.pedir();
  else if (calendario && falta(datos)) refresco.pedir();
}

/**
 * A card shows the next departure with room.
 * @param {DOMStringMap} tarjeta
 * @param {{salida_id: number, inicio: string, libres: number, disponibilidad: string}} datos
 */
function cambiaLaProxima({ salida, inicio }, datos) {
  const seVende = datos.libres > 0 && datos.disponibilidad !== "cerrada";
  const cuando = Date.parse(datos.inicio);
  if (salida === String(datos.salida_id)) return !seVende || cuando !== Date.parse(inicio ?? "");
  return seVende && !(cuando >= Date.parse(inicio ?? ""));
}

/**
 * @param {string} clase
 * @param {unknown} nombre
 */
function parte(clase, nombre) {
  return document.querySelector(`[data-vivo="${clase}:${CSS.escape(String(nombre))}"]`);
}
