/** `<notification-status>`: the state of the connection as a shape, a colour and a word. */

import { element } from "./elements.js";
import { icon } from "./icons.js";
import { words } from "./words.js";

/** @import {NotificationClient} from "../core/client.js" */
/** @import {Snapshot} from "../core/types.js" */

export class NotificationStatus extends HTMLElement {
  /** @param {NotificationClient} client */
  follow(client) {
    const show = () => this.#show(client.getSnapshot());
    client.subscribe(show);
    show();
  }

  /** @param {Readonly<Snapshot>} snapshot */
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

/**
 * The time of day, in the language of the page and the browser's time zone.
 * @param {string} at ISO 8601
 */
export function clock(at) {
  return new Date(at).toLocaleTimeString(document.documentElement.lang);
}
