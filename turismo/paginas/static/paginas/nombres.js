// @ts-check
/** Names: where that of a tour or of a place stands alone, it carries the key of what it names. */

import { marcar } from "./highlight.js";
import { decir } from "./words.js";

const enIngles = document.documentElement.lang.startsWith("en");

/**
 * @param {string} clave
 * @param {{nombre: string, nombre_en: string}} datos
 * @param {import("./announcer.js").Voz} voz
 */
export function ponerNombre(clave, { nombre, nombre_en }, voz) {
  llamar(clave, (enIngles && nombre_en) || nombre, voz);
}

/**
 * Those that stand outside of the parts that are made equal.
 * @param {Document} pagina a newer one of the same address
 * @param {import("./announcer.js").Voz} voz
 */
export function tomarNombres(pagina, voz) {
  for (const titulo of pagina.querySelectorAll("[data-titulo]")) {
    llamar(titulo.getAttribute("data-titulo") ?? "", titulo.textContent ?? "", voz);
  }
}

/**
 * @param {string} clave
 * @param {string} nombre
 * @param {import("./announcer.js").Voz} voz
 */
function llamar(clave, nombre, voz) {
  const titulos = [...document.querySelectorAll(`[data-titulo="${CSS.escape(clave)}"]`)];
  const viejos = titulos.filter(({ textContent }) => textContent !== nombre);
  if (!viejos.length) return;
  const antes = viejos[0].textContent ?? "";
  for (const viejo of viejos) {
    viejo.textContent = nombre;
    marcar(viejo);
  }
  // What changes from now on is told under the new name.
  for (const parte of document.querySelectorAll("[data-vivo]")) {
    if (parte.getAttribute("data-nombre") === antes) parte.setAttribute("data-nombre", nombre);
  }
  document.title = document.title.replace(antes, () => nombre);
  voz.contar(`nombre:${clave}`, decir("renombrado", { antes, nombre }));
}
