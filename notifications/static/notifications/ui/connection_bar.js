// @ts-check
/** A thin bar that says what is wrong with the connection, but only once it has been wrong for a while. */

import { words } from "./words.js";

/** Most drops are over in less than this, in ms; a reader who sees nothing of them has lost nothing. */
const PATIENCE = 5000;
const FINE = new Set(["connecting", "connected", "closed"]);
/** What will not pass by itself in a moment is said at once. */
const CLEAR = new Set(["offline", "refused"]);

/** @typedef {Readonly<import("../core/client.js").Snapshot>} Snapshot */

export class NotificationConnectionBar extends HTMLElement {
  #timer = 0;

  connectedCallback() {
    this.setAttribute("role", "status");
  }

  /** @param {import("../core/client.js").NotificationClient} client */
  follow(client) {
    client.addEventListener("state", () => this.#consider(client));
  }

  /** @param {import("../core/client.js").NotificationClient} client */
  #consider(client) {
    const { state } = client.getSnapshot();
    if (FINE.has(state)) this.#say("");
    else if (CLEAR.has(state) || this.textContent) this.#say(reason(client.getSnapshot()));
    else this.#timer ||= setTimeout(() => this.#say(reason(client.getSnapshot())), PATIENCE);
  }

  /** @param {string} text */
  #say(text) {
    clearTimeout(this.#timer);
    this.#timer = 0;
    // A live region is read again whenever it is written to.
    if (this.textContent !== text) this.textContent = text;
  }
}

/** @param {Snapshot} snapshot */
function reason({ state, code }) {
  /** @type {Record<string, string>} */
  const problems = words.problems;
  return (state === "refused" && problems[String(code)]) || problems[state];
}
