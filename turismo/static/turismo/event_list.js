// @ts-check
/** The live list: what has arrived, the newest first, as text. */

import { icon } from "../notifications/ui/icons.js";
import { clock } from "../notifications/ui/status.js";
import { words } from "../notifications/ui/words.js";

/** The oldest rows make room: the page may stay open for days. */
const MAXIMO = 100;

/** @typedef {import("../notifications/core/client.js").Notification} Notification */

/**
 * @param {import("../notifications/core/client.js").NotificationClient} client
 * @param {{lista: HTMLElement, plantilla: HTMLTemplateElement, ninguno: HTMLElement}} partes
 */
export function listarEventos(client, { lista, plantilla, ninguno }) {
  client.addEventListener("notification", (event) => {
    const { detail } = /** @type {CustomEvent<Notification>} */ (event);
    ninguno.hidden = true;
    lista.prepend(fila(plantilla, detail));
    if (lista.children.length > MAXIMO) lista.lastElementChild?.remove();
  });
}

/**
 * @param {HTMLTemplateElement} plantilla
 * @param {Notification} aviso
 */
function fila(plantilla, { replayed, ...aviso }) {
  const copia = /** @type {DocumentFragment} */ (plantilla.content.cloneNode(true));
  const parte = (/** @type {string} */ selector) => /** @type {HTMLElement} */ (copia.querySelector(selector));
  parte("li").dataset.level = aviso.level;
  parte(".nivel").append(icon(aviso.level), words.levels[aviso.level]);
  parte(".tipo").textContent = aviso.type;
  parte(".mensaje").textContent = aviso.message;
  parte("time").textContent = clock(aviso.at);
  parte("time").setAttribute("datetime", aviso.at);
  parte("pre").textContent = JSON.stringify(aviso, null, 2);
  return copia;
}
