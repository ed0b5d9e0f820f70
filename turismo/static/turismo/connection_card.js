/** The connection card: its figures, and the buttons that close and reopen the connection. */

import { clock } from "../notifications/ui/status.js";

/** @import {NotificationClient} from "../notifications/core/client.js" */

const NO_VALUE = "—";

/**
 * @param {NotificationClient} client
 * @param {HTMLElement} card
 */
export function followConnection(client, card) {
  const close = button(card, "#cortar");
  const reopen = button(card, "#restablecer");
  const show = () => {
    const { state, latency, last, cursor } = client.getSnapshot();
    const closed = state === "closed" || state === "refused";
    write(card, "latencia", latency === null ? "" : `${latency} ms`);
    write(card, "ultimo", last === null ? "" : clock(last.at));
    write(card, "cursor", cursor);
    close.disabled = closed;
    reopen.disabled = !closed;
  };
  onClick(close, reopen, () => client.close());
  onClick(reopen, close, () => client.connect());
  // The heartbeat measures the latency too, but only after a silence.
  client.addEventListener("sync", () => client.ping());
  client.subscribe(show);
  show();
}

/**
 * Move the focus to the other button: a click disables its button, which then loses the focus.
 * @param {HTMLButtonElement} clicked
 * @param {HTMLButtonElement} other
 * @param {() => void} act
 */
function onClick(clicked, other, act) {
  clicked.addEventListener("click", () => {
    act();
    other.focus();
  });
}

/**
 * @param {HTMLElement} card
 * @param {string} selector
 */
function button(card, selector) {
  return /** @type {HTMLButtonElement} */ (card.querySelector(selector));
}

/**
 * @param {HTMLElement} card
 * @param {string} name of the figure
 * @param {string} text
 */
function write(card, name, text) {
  const figure = /** @type {HTMLElement} */ (card.querySelector(`[data-dato="${name}"]`));
  figure.textContent = text || NO_VALUE;
}
