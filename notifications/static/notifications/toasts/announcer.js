/**
 * Announces toasts to screen readers, in two live regions. The toasts themselves are not live, or a screen reader
 * would read every message twice, and its close button too.
 */

import { element } from "../ui/elements.js";
import { words } from "../ui/words.js";

/** More messages than this within WINDOW ms are announced as their number. */
const BURST = 3;
const WINDOW = 2000;

/** @typedef {{text: string, lang: string}} Announcement `lang`: empty for the language of the page */

export class Announcer {
  #polite = region("status");
  #urgent = region("alert");
  /** @type {Announcement[]} */ #pending = [];
  #timer = 0;
  #announced = 0;

  /** Both regions must be in the document before the first message; otherwise it is not read. */
  get elements() {
    return [this.#polite, this.#urgent];
  }

  /**
   * Announce the first message at once, and the rest of a burst together at the end of the window.
   * @param {Announcement} announcement
   * @param {boolean} urgent interrupt the screen reader
   */
  announce(announcement, urgent) {
    this.#announced += 1;
    if (!this.#timer) {
      write(urgent ? this.#urgent : this.#polite, [announcement]);
      this.#timer = setTimeout(() => this.#announceRest(), WINDOW);
    } else if (urgent && this.#announced <= BURST) {
      write(this.#urgent, [announcement]);
    } else {
      this.#pending.push(announcement);
    }
  }

  #announceRest() {
    if (this.#announced > BURST) write(this.#polite, [{ text: words.burst(this.#announced), lang: "" }]);
    else if (this.#pending.length) write(this.#polite, this.#pending);
    this.#pending = [];
    this.#announced = this.#timer = 0;
  }
}

/** @param {"status" | "alert"} role */
function region(role) {
  return element("p", { class: "nt-announcer", role, "aria-atomic": "true" });
}

/**
 * Replace the nodes each time: a region that gets the same text again is not read again.
 * @param {HTMLElement} where
 * @param {Announcement[]} announcements
 */
function write(where, announcements) {
  where.replaceChildren(...announcements.map(({ text, lang }) => element("span", lang ? { lang } : {}, `${text} `)));
}
