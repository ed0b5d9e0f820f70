// @ts-check
/** Fares, in the list of a tour's page and in the form that books it: each is written, or marked, where it stands. */

import { dinero } from "./dinero.js";
import { contar, retirar } from "./plazas.js";

/**
 * @param {{slug: string, precio: string, moneda: string, estado: string, tarifas: Record<string, string>}} datos
 * @param {import("./announcer.js").Voz} voz
 * @returns {boolean} whether one is sold that the page does not know
 */
export function ponerTarifas({ slug, precio, moneda, estado, tarifas }, voz) {
  const enVenta = new Map(estado === "publicado" ? Object.entries({ ...tarifas, general: precio }) : []);
  const principio = `tarifa:${slug}:`;
  for (const parte of document.querySelectorAll(`[data-vivo^="${CSS.escape(principio)}"]`)) {
    if (!(parte instanceof HTMLElement)) continue;
    const suyo = enVenta.get(parte.dataset.vivo?.slice(principio.length) ?? "");
    retirar(parte, suyo === undefined, voz);
    if (suyo !== undefined) escribir(parte, suyo, moneda, voz);
  }
  return Object.keys(tarifas).some((tipo) => !document.querySelector(`[data-vivo="${CSS.escape(principio + tipo)}"]`));
}

/**
 * @param {HTMLElement} parte
 * @param {string} precio
 * @param {string} moneda
 * @param {import("./announcer.js").Voz} voz
 */
function escribir(parte, precio, moneda, voz) {
  const texto = dinero(Number(precio), moneda);
  const escrito = /** @type {Text} */ (parte.firstChild);
  if (escrito.data === texto) return;
  escrito.data = texto;
  // In the form: what is added up, and what it says that it showed.
  parte.closest("form")?.setAttribute("data-moneda", moneda);
  if (parte.dataset.precio) parte.dataset.precio = precio;
  parte.querySelector("input")?.setAttribute("value", precio);
  contar(parte, texto, voz);
}
