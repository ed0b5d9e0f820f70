/** The grid of days: sums up the departures listed below it, and follows their changes. */

import { highlight } from "./highlight.js";
import { morph } from "./morph.js";
import { say } from "./words.js";

/** The best state first: a day has the best state of its departures, as on the server (`catalogo/calendario.py`). */
const ORDEN = ["disponible", "limitada", "agotada"];

export function ponerDias() {
  for (const dia of document.querySelectorAll("#lista [data-dia]")) {
    const enlace = casilla(document, dia)?.querySelector("a");
    if (enlace) poner(enlace, resumir(dia));
  }
}

/**
 * Give a day its link, now that it has departures.
 * @param {Element} modelo the day, in a page from the server
 */
export function abrirDia(modelo) {
  const vieja = casilla(document, modelo);
  const nueva = casilla(modelo.ownerDocument, modelo);
  if (vieja && nueva && !vieja.querySelector("a")) morph(vieja, nueva);
}

/**
 * @param {Document} pagina
 * @param {Element} dia
 */
function casilla(pagina, dia) {
  return pagina.querySelector(`[data-dia-de="${dia.getAttribute("data-dia")}"]`);
}

/** @param {Element} dia */
function resumir(dia) {
  const chips = /** @type {HTMLElement[]} */ ([...dia.querySelectorAll("[data-plazas]")]).map(({ dataset }) => dataset);
  const estado = ORDEN.find((uno) => chips.some(({ disponibilidad }) => disponibilidad === uno)) ?? "cerrada";
  // The seats of the departure with the most free seats: a party leaves together.
  const enVenta = chips.filter(({ disponibilidad }) => disponibilidad !== "cerrada");
  return { estado, libres: Math.max(0, ...enVenta.map(({ libres }) => Number(libres))) };
}

/**
 * @param {Element} enlace
 * @param {{estado: string, libres: number}} resumen
 */
function poner(enlace, { estado, libres }) {
  const chip = /** @type {HTMLElement} */ (enlace.querySelector(".chip"));
  const dicho = /** @type {HTMLElement} */ (enlace.querySelector(".dicho"));
  const texto = say(estado, { n: libres });
  if (dicho.textContent === texto && chip.dataset.disponibilidad === estado) return;
  chip.dataset.disponibilidad = estado;
  chip.textContent = estado === "cerrada" ? "" : String(libres);
  dicho.textContent = texto;
  highlight(/** @type {Element} */ (enlace.parentElement));
}
