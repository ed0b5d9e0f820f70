/** Names of tours and destinations. An element with `data-titulo` contains nothing but the name of that key. */

import { highlight } from "./highlight.js";
import { say } from "./words.js";

/** @import {Announcer} from "./announcer.js" */
/** @import {Nombres} from "./types.js" */

const enIngles = document.documentElement.lang.startsWith("en");

/**
 * @param {string} clave
 * @param {Pick<Nombres, "nombre" | "nombre_en">} datos
 * @param {Announcer} announcer
 */
export function ponerNombre(clave, { nombre, nombre_en }, announcer) {
  llamar(clave, (enIngles && nombre_en) || nombre, announcer);
}

/**
 * Take the names of a newer page, also those outside of its live parts.
 * @param {Document} pagina of the same address
 * @param {Announcer} announcer
 */
export function tomarNombres(pagina, announcer) {
  for (const titulo of pagina.querySelectorAll("[data-titulo]")) {
    llamar(titulo.getAttribute("data-titulo") ?? "", titulo.textContent ?? "", announcer);
  }
}

/**
 * @param {string} clave
 * @param {string} nombre
 * @param {Announcer} announcer
 */
function llamar(clave, nombre, announcer) {
  const titulos = [...document.querySelectorAll(`[data-titulo="${CSS.escape(clave)}"]`)];
  const viejos = titulos.filter(({ textContent }) => textContent !== nombre);
  if (!viejos.length) return;
  const antes = viejos[0]?.textContent ?? "";
  for (const viejo of viejos) {
    viejo.textContent = nombre;
    highlight(viejo);
  }
  // Later changes are announced under the new name.
  for (const parte of document.querySelectorAll("[data-vivo]")) {
    if (parte.getAttribute("data-nombre") === antes) parte.setAttribute("data-nombre", nombre);
  }
  document.title = document.title.replace(antes, () => nombre);
  announcer.announce(`nombre:${clave}`, say("renombrado", { antes, nombre }));
}
