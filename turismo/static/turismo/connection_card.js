// @ts-check
/** The card of the connection: its figures, and the buttons that drop it and restore it. */

import { clock } from "../notifications/ui/status.js";

const SIN_DATO = "—";

/**
 * @param {import("../notifications/core/client.js").NotificationClient} client
 * @param {HTMLElement} tarjeta
 */
export function seguirConexion(client, tarjeta) {
  const cortar = boton(tarjeta, "#cortar");
  const restablecer = boton(tarjeta, "#restablecer");
  const mostrar = () => {
    const { state, latency, last, cursor } = client.getSnapshot();
    const cerrada = state === "closed" || state === "refused";
    cambiar(tarjeta, "latencia", latency === null ? "" : `${latency} ms`);
    cambiar(tarjeta, "ultimo", last === null ? "" : clock(last.at));
    cambiar(tarjeta, "cursor", cursor);
    cortar.disabled = cerrada;
    restablecer.disabled = !cerrada;
  };
  alternar(cortar, restablecer, () => client.close());
  alternar(restablecer, cortar, () => client.connect());
  // The heartbeat would tell the latency too, but only when nothing has been heard for a while.
  client.addEventListener("sync", () => client.ping());
  client.subscribe(mostrar);
  mostrar();
}

/**
 * A button that is disabled by its own click would lose the focus to nowhere: the other one takes it.
 * @param {HTMLButtonElement} este
 * @param {HTMLButtonElement} otro
 * @param {() => void} hacer
 */
function alternar(este, otro, hacer) {
  este.addEventListener("click", () => {
    hacer();
    otro.focus();
  });
}

/**
 * @param {HTMLElement} tarjeta
 * @param {string} selector
 */
function boton(tarjeta, selector) {
  return /** @type {HTMLButtonElement} */ (tarjeta.querySelector(selector));
}

/**
 * @param {HTMLElement} tarjeta
 * @param {string} dato
 * @param {string} texto
 */
function cambiar(tarjeta, dato, texto) {
  const donde = /** @type {HTMLElement} */ (tarjeta.querySelector(`[data-dato="${dato}"]`));
  donde.textContent = texto || SIN_DATO;
}
