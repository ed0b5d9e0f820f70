/** Seats and prices: writes those of an event into the page, without a request to the server. */

import { highlight } from "./highlight.js";
import { dinero } from "./dinero.js";
import { say } from "./words.js";

/** @import {Announcer} from "./announcer.js" */
/** @import {Disponibilidad, Plazas, Tarifas} from "./types.js" */

/**
 * @param {Plazas} datos
 * @param {Announcer} announcer
 */
export function ponerPlazas({ salida_id, libres, disponibilidad }, announcer) {
  const texto = say(disponibilidad, { n: libres });
  for (const chip of document.querySelectorAll(`[data-plazas="${Number(salida_id)}"]`)) {
    if (!texto || chip.textContent === texto) continue;
    escribir(chip, disponibilidad, texto);
    chip.setAttribute("data-libres", String(libres));
    contar(chip, texto, announcer);
  }
}

/**
 * @param {Element} chip
 * @param {Disponibilidad} disponibilidad
 * @param {string} texto
 */
function escribir(chip, disponibilidad, texto) {
  chip.setAttribute("data-disponibilidad", disponibilidad);
  chip.textContent = texto;
}

/**
 * @param {Omit<Tarifas, "tarifas">} datos
 * @param {Announcer} announcer
 */
export function ponerTour({ slug, precio, desde, moneda, estado }, announcer) {
  const parte = document.querySelector(`[data-vivo="tour:${CSS.escape(slug)}"]`);
  if (!(parte instanceof HTMLElement)) return;
  retirar(parte, estado !== "publicado", announcer);
  const importe = parte.querySelector("[data-precio]");
  if (!importe) return;
  // A card shows the lowest fare, as “from …”; the tour's own page lists all fares.
  const soloDesde = parte.querySelector("[data-desde]");
  const hayMenor = soloDesde !== null && Number(desde) < Number(precio);
  soloDesde?.toggleAttribute("hidden", !hayMenor);
  parte.querySelector("[data-por-persona]")?.toggleAttribute("hidden", hayMenor);
  const texto = dinero(Number(hayMenor ? desde : precio), moneda);
  if (importe.textContent === texto) return;
  importe.textContent = texto;
  contar(importe, texto, announcer);
}

/**
 * Mark a part that is no longer on sale. It stays in its place, because the reader may be about to click there.
 * @param {HTMLElement} parte
 * @param {boolean} ya
 * @param {Announcer} announcer
 */
export function retirar(parte, ya, announcer) {
  if (ya === parte.hasAttribute("data-retirado")) return;
  parte.toggleAttribute("data-retirado", ya);
  if (!ya) return;
  parte.dataset.retirado = say("noSeVende");
  for (const chip of parte.querySelectorAll("[data-plazas]")) escribir(chip, "cerrada", say("cerrada"));
  contar(parte, say("noSeVende"), announcer);
}

/**
 * @param {Element} donde
 * @param {string} texto
 * @param {Announcer} announcer
 */
export function contar(donde, texto, announcer) {
  const parte = /** @type {HTMLElement} */ (donde.closest("[data-vivo]"));
  highlight(parte);
  announcer.announce(parte.dataset.vivo ?? "", `${parte.dataset.nombre}: ${texto}`);
}
