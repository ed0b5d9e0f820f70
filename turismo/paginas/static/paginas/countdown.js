/** The time left to confirm a booking, by the server's clock: the reader's clock may be wrong. */

import { say } from "./words.js";

/** @import {Announcer} from "./announcer.js" */

const MINUTE = 60;
/** Minutes left at which the time is announced to screen readers. */
const MOMENTS = [10, 5, 1];

export class Countdown {
  #announcer;
  #onEnd;
  /** When the server wrote `#now`, on the page's monotonic clock, in ms. */
  #base = loadedAt();
  #now = this.#element?.dataset.ahora;
  /** Seconds left at the last update. */
  #left = Infinity;

  /**
   * @param {Announcer} announcer
   * @param {() => void} onEnd
   */
  constructor(announcer, onEnd) {
    this.#announcer = announcer;
    this.#onEnd = onEnd;
    if (this.#element) this.#update(this.#element);
    setInterval(() => this.#element && this.#update(this.#element), 1000);
  }

  /** Queried each time, because a refresh may replace it. @returns {HTMLElement | null} */
  get #element() {
    return document.querySelector("[data-expira]");
  }

  /** @param {HTMLElement} element */
  #update(element) {
    const { expira = "", ahora = "" } = element.dataset;
    if (ahora !== this.#now) {
      this.#now = ahora;
      this.#base = performance.now();
    }
    const passed = performance.now() - this.#base;
    const left = Math.max(0, Math.ceil((Date.parse(expira) - Date.parse(ahora) - passed) / 1000));
    element.textContent = format(left);
    this.#announce(left);
    this.#left = left;
  }

  /** @param {number} left in seconds */
  #announce(left) {
    if (this.#left === Infinity) return;
    const minutes = MOMENTS.find((n) => left <= n * MINUTE && this.#left > n * MINUTE);
    if (minutes) this.#announcer.announce("plazo", say("quedan", { n: minutes }));
    if (left === 0 && this.#left > 0) {
      this.#announcer.announce("plazo", say("vencio"));
      this.#onEnd();
    }
  }
}

/** When the page's first byte arrived, on its monotonic clock, in ms. */
function loadedAt() {
  const [navigation] = performance.getEntriesByType("navigation");
  return navigation instanceof PerformanceNavigationTiming ? navigation.responseStart : 0;
}

/** @param {number} seconds */
function format(seconds) {
  const parts = [Math.floor(seconds / 60) % 60, seconds % 60];
  const hours = Math.floor(seconds / 3600);
  return [...(hours ? [hours] : []), ...parts].map((part) => String(part).padStart(2, "0")).join(":");
}
