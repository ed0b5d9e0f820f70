/** `<notification-connection-bar>`: a thin bar that appears when the connection has a problem that lasts. */

import { words } from "./words.js";

/** @import {NotificationClient} from "../core/client.js" */
/** @import {Snapshot, State} from "../core/types.js" */

/** Most drops are over sooner than this, in ms, and are not shown. */
const DELAY = 5000;
const FINE = new Set(/** @type {State[]} */ (["connecting", "connected", "closed"]));
/** States that do not pass by themselves are shown at once. */
const LASTING = new Set(/** @type {State[]} */ (["offline", "refused"]));

export class NotificationConnectionBar extends HTMLElement {
  #timer = 0;

  connectedCallback() {
    this.setAttribute("role", "status");
  }

  /** @param {NotificationClient} client */
  follow(client) {
    client.addEventListener("state", () => this.#update(client));
  }

  /** @param {NotificationClient} client */
  #update(client) {
    const { state } = client.getSnapshot();
    if (FINE.has(state)) this.#show("");
    else if (LASTING.has(state) || this.textContent) this.#show(reason(client.getSnapshot()));
    else this.#timer ||= setTimeout(() => this.#show(reason(client.getSnapshot())), DELAY);
  }

  /** @param {string} text */
  #show(text) {
    clearTimeout(this.#timer);
    this.#timer = 0;
    // A screen reader reads a live region again after each write, even of the same text.
    if (this.textContent !== text) this.textContent = text;
  }
}

/** @param {Readonly<Snapshot>} snapshot */
function reason({ state, code }) {
  /** @type {Record<string, string>} */
  const problems = words.problems;
  return (state === "refused" && problems[String(code)]) || (problems[state] ?? "");
}
