// @ts-check
/** The small permanent sign of the connection: a shape, a colour and a word. */

import { element } from "./elements.js";
import { icon } from "./icons.js";
import { words } from "./words.js";

export class NotificationStatus extends HTMLElement {
  /** @param {import("../core/client.js").NotificationClient} client */
  follow(client) {
    const show = () => this.#show(client.getSnapshot());
    client.subscribe(show);
    show();
  }

  /** @param {Readonly<import("../core/client.js").Snapshot>} snapshot */
  #show({ state, latency, last }) {
    if (this.dataset.state !== state) {
      this.dataset.state = state;
      this.replaceChildren(icon(state), element("span", {}, words.states[state]));
    }
    const facts = [
      latency === null ? "" : words.latency(latency),
      last === null ? "" : words.last(clock(last.at)),
    ];
    this.title = facts.filter(Boolean).join(" · ");
  }
}

/** @param {string} at ISO 8601 */
export function clock(at) {
  return new Date(at).toLocaleTimeString(document.documentElement.lang);
}
