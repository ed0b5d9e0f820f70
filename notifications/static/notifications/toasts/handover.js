// @ts-check
/** Toasts outlive the page: those that are there when it is left appear on the next page of this tab. */

import { TabStorage } from "../core/tab_storage.js";

/** After so long, in ms, they would be a surprise rather than a continuation. */
const KEPT = 30_000;

/** @typedef {import("./toast.js").Notice} Notice */

export class Handover {
  #storage = new TabStorage("notifications.toasts");
  #reader;
  #region;

  /**
   * @param {string} reader what one person was told is nothing for the next
   * @param {{pack: () => Notice[], unpack: (notices: Notice[]) => void, clear: () => void}} region
   */
  constructor(reader, region) {
    this.#reader = reader;
    this.#region = region;
    addEventListener("pagehide", () => this.#save());
    // A page that the back button brings out of the cache would still have its old toasts: they have moved on since.
    addEventListener("pageshow", ({ persisted }) => persisted && this.#restore());
    this.#restore();
  }

  #save() {
    this.#storage.write({ reader: this.#reader, at: Date.now(), notices: this.#region.pack() });
    this.#region.clear();
  }

  #restore() {
    const { reader, at, notices } = this.#storage.read();
    this.#storage.write({});
    const ours = reader === this.#reader && Date.now() - Number(at) < KEPT;
    if (ours && Array.isArray(notices)) this.#region.unpack(notices);
  }
}
