// @ts-check
/** Seats and prices: what an event says of them is put where the page shows them, without asking the server. */

import { marcar } from "./highlight.js";
import { dinero } from "./dinero.js";
import { decir } from "./words.js";

/** @typedef {import("./announcer.js").Voz} Voz */

/**
 * @param {{salida_id: number, libres: number, disponibilidad: string}} datos
 * @param {Voz} voz
 */
export function ponerPlazas({ salida_id, libres, disponibilidad }, voz) {
  const texto = decir(disponibilidad, { n: libres });
  for (const chip of document.querySelectorAll(`[data-plazas="${Number(salida_id)}"]`)) {
    if (!texto || chip.textContent === texto) continue;
    escribir(chip, disponibilidad, texto);
    chip.setAttribute("data-libres", String(libres));
    contar(chip, texto, voz);
  }
}

/**
 * @param {Element} chip
 * @param {string} disponibilidad
 * @param {string} texto
 */
function escribir(chip, disponibilidad, texto) {
  chip.setAttribute("data-disponibilidad", disponibilidad);
  chip.textContent = texto;
}

/**
 * @param {{slug: string, precio: string, desde: string, moneda: string, estado: string}} datos
 * @param {Voz} voz
 */
export function ponerTour({ slug, precio, desde, moneda, estado }, voz) {
  const parte = document.querySelector(`[data-vivo="tour:${CSS.escape(slug)}"]`);
  if (!(parte instanceof HTMLElement)) return;
  retirar(parte, estado !== "publicado", voz);
  const importe = parte.querySelector("[data-precio]");
  if (!importe) return;
  // A card says from what price on; the tour's own page has a list of its fares.
  const soloDesde = parte.querySelector("[data-desde]");
  const hayMenor = soloDesde !== null && Number(desde) < Number(precio);
  soloDesde?.toggleAttribute("hidden", !hayMenor);
  parte.querySelector("[data-por-persona]")?.toggleAttribute("hidden", hayMenor);
  const texto = dinero(Number(hayMenor ? desde : precio), moneda);
  if (importe.textContent === texto) return;
  importe.textContent = texto;
  contar(importe, texto, voz);
}

/**
 * What is no longer sold is marked and stays where it is: it may be under somebody's hand.
 * @param {HTMLElement} parte
 * @param {boolean} ya
 * @param {Voz} voz
 */
export function retirar(parte, ya, voz) {
  if (ya === parte.hasAttribute("data-retirado")) return;
  parte.toggleAttribute("data-retirado", ya);
  if (!ya) return;
  parte.dataset.retirado = decir("noSeVende");
  for (const chip of parte.querySelectorAll("[data-plazas]")) escribir(chip, "cerrada", decir("cerrada"));
  contar(parte, decir("noSeVende"), voz);
}

/**
 * @param {Element} donde
 * @param {string} texto
 * @param {Voz} voz
 */
export function contar(donde, texto, voz) {
  const parte = /** @type {HTMLElement} */ (donde.closest("[data-vivo]"));
  marcar(parte);
  voz.contar(parte.dataset.vivo ?? "", `${parte.dataset.nombre}: ${texto}`);
}
