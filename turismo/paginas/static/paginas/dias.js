// @ts-check
/** The grid of days says in short what stands below it: what changes there, changes here. */

import { marcar } from "./highlight.js";
import { igualar } from "./morph.js";
import { decir } from "./words.js";

/** The best that a day has is what it is marked with, as the server does (`catalogo/calendario.py`). */
const ORDEN = ["disponible", "limitada", "agotada"];

export function ponerDias() {
  for (const dia of document.querySelectorAll("#lista [data-dia]")) {
    const enlace = casilla(document, dia)?.querySelector("a");
    if (enlace) poner(enlace, resumir(dia));
  }
}

/**
 * A day that has departures now gets its link.
 * @param {Element} modelo the day as the server sent it, in its page
 */
export function abrirDia(modelo) {
  const vieja = casilla(document, modelo);
  const nueva = casilla(modelo.ownerDocument, modelo);
  if (vieja && nueva && !vieja.querySelector("a")) igualar(vieja, nueva);
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
  // Of the departure with the most room: a party leaves together.
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
  const texto = decir(estado, { n: libres });
  if (dicho.textContent === texto && chip.dataset.disponibilidad === estado) return;
  chip.dataset.disponibilidad = estado;
  chip.textContent = estado === "cerrada" ? "" : String(libres);
  dicho.textContent = texto;
  marcar(/** @type {Element} */ (enlace.parentElement));
}
