/** Hands the open toasts of a page over to the next page of the tab. */

import { TabStorage } from "../core/tab_storage.js";

/** @import {Notice, StoredToasts} from "../core/types.js" */

/** Toasts older than this, in ms, are dropped. */
const KEPT = 30_000;

export class Handover {
  /** @type {TabStorage<StoredToasts>} */ #storage = new TabStorage("notifications.toasts");
  #reader;
  #region;

  /**
   * @param {string} reader the user of this page; the toasts of another user are dropped
   * @param {{pack: () => Notice[], unpack: (notices: Notice[]) => void, clear: () => void}} region
   */
  constructor(reader, region) {
    this.#reader = reader;
    this.#region = region;
    addEventListener("pagehide", () => this.#save());
    // A page that the back button restores from the browser's cache was cleared when it was left.
    addEventListener("pageshow", ({ persisted }) => persisted && this.#restore());
    this.#restore();
  }

  #save() {
    this.#storage.write({ reader: this.#reader, at: Date.now(), notices: this.#region.pack() });
    this.#region.clear();
  }

  #restore() {
    const { reader, at, notices } = this.#storage.read();
    this.#storage.clear();
    const valid = reader === this.#reader && Date.now() - Number(at) < KEPT;
    if (valid && Array.isArray(notices)) this.#region.unpack(notices);
  }
}
