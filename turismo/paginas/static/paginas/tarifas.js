/** Fares, on the page of a tour and in its booking form: writes the new prices, and marks those no longer on sale. */

import { dinero } from "./dinero.js";
import { contar, retirar } from "./plazas.js";

/** @import {Announcer} from "./announcer.js" */
/** @import {Tarifas} from "./types.js" */

/**
 * @param {Omit<Tarifas, "desde">} datos
 * @param {Announcer} announcer
 * @returns {boolean} whether a fare is on sale that the page does not list
 */
export function ponerTarifas({ slug, precio, moneda, estado, tarifas }, announcer) {
  const enVenta = new Map(estado === "publicado" ? Object.entries({ ...tarifas, general: precio }) : []);
  const principio = `tarifa:${slug}:`;
  for (const parte of document.querySelectorAll(`[data-vivo^="${CSS.escape(principio)}"]`)) {
    if (!(parte instanceof HTMLElement)) continue;
    const suyo = enVenta.get(parte.dataset.vivo?.slice(principio.length) ?? "");
    retirar(parte, suyo === undefined, announcer);
    if (suyo !== undefined) escribir(parte, suyo, moneda, announcer);
  }
  return Object.keys(tarifas).some((tipo) => !document.querySelector(`[data-vivo="${CSS.escape(principio + tipo)}"]`));
}

/**
 * @param {HTMLElement} parte
 * @param {string} precio
 * @param {string} moneda
 * @param {Announcer} announcer
 */
function escribir(parte, precio, moneda, announcer) {
  const texto = dinero(Number(precio), moneda);
  const escrito = /** @type {Text} */ (parte.firstChild);
  if (escrito.data === texto) return;
  escrito.data = texto;
  // In the form: the price to add up, and the price that it will report as shown.
  parte.closest("form")?.setAttribute("data-moneda", moneda);
  if (parte.dataset.precio) parte.dataset.precio = precio;
  parte.querySelector("input")?.setAttribute("value", precio);
  contar(parte, texto, announcer);
}
