/** Fetches pages, and applies to each the events that arrived during the request: the response may be older. */

import { cursorOf, PageCursor } from "./cursor.js";

/** @import {Notification} from "../notifications/core/types.js" */

export class PageRequests {
  #follow;
  #pending = 0;
  /** @type {Notification[]} */ #events = [];

  /** @param {(event: Notification) => void} follow applies an event to the page */
  constructor(follow) {
    this.#follow = follow;
  }

  /** @param {Notification} event */
  note(event) {
    if (this.#pending) this.#events.push(event);
  }

  /**
   * Fetch a page and call `take` with it. Rejects if the server fails or cannot be reached.
   * @param {URL} address
   * @param {(page: Document) => void} take
   */
  async fetch(address, take) {
    this.#pending += 1;
    try {
      // The header keeps messages for the next page that is shown: a message is rendered once.
      const headers = { "X-Requested-With": "fetch" };
      const response = await fetch(address, { cache: "no-store", headers });
      // A redirect leads to the login: the session has ended. The page that is shown stays readable.
      if (response.redirected) return;
      if (response.status >= 500) throw new Error(response.statusText);
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      take(page);
      const cursor = new PageCursor(cursorOf(page));
      this.#events.filter(({ id }) => cursor.isBefore(id)).forEach((event) => this.#follow(event));
    } finally {
      this.#pending -= 1;
      if (!this.#pending) this.#events = [];
    }
  }
}
