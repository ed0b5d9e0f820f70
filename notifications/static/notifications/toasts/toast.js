/** One toast: its element, its countdown, and the number of times its message arrived. */

import { Countdown } from "./countdown.js";
import { element } from "../ui/elements.js";
import { icon } from "../ui/icons.js";
import { words } from "../ui/words.js";

/** @import {Level, Notice, Sentence} from "../core/types.js" */

/** Toasts of these levels stay until the reader closes them. */
const STAYING = new Set(/** @type {Level[]} */ (["warning", "error"]));
/** In ms: 6 s, and 1 s more for each 60 characters over 60, up to 15 s. */
const readingTime = (/** @type {number} */ length) =>
  Math.min(15_000, 6000 + 1000 * Math.ceil(Math.max(0, length - 60) / 60));

export class Toast {
  element;
  #notice;
  #born = Date.now();
  #times = 1;
  #count = element("span", { class: "nt-count" });
  #bar = element("span", { class: "nt-bar" });
  #close = element("button", { type: "button", class: "nt-close" }, icon("close"));
  #onclose;
  /** @type {Countdown | null} */ #countdown = null;
  /** @type {Animation | null} */ #shrinking = null;

  /**
   * @param {Notice} notice
   * @param {(toast: Toast) => void} onclose called when its time is over or its button is clicked
   */
  constructor(notice, onclose) {
    const level = notice.level ?? "info";
    this.#notice = notice;
    this.#onclose = onclose;
    this.#close.addEventListener("click", () => onclose(this));
    this.element = element(
      "li",
      { class: "nt-toast", "data-level": level },
      icon(level),
      element("div", { class: "nt-body" }, this.#heading(words.levels[level]), ...text(notice)),
      this.#close,
      this.#bar,
    );
    this.#label();
  }

  get notice() {
    return this.#notice;
  }

  get stays() {
    return STAYING.has(this.#notice.level ?? "info");
  }

  /** Since its message last arrived, in ms. */
  get age() {
    return Date.now() - this.#born;
  }

  /** The message arrived again: count it, and restart the countdown. */
  repeat() {
    this.#times += 1;
    this.#born = Date.now();
    this.#label();
    this.stop();
  }

  run() {
    if (this.stays) return;
    if (!this.#countdown) {
      const time = readingTime(length(this.#notice));
      this.#countdown = new Countdown(time, () => this.#onclose(this));
      this.#shrinking = this.#bar.animate({ transform: ["scaleX(1)", "scaleX(0)"] }, time);
    }
    this.#countdown.run();
    this.#shrinking?.play();
  }

  pause() {
    this.#countdown?.pause();
    this.#shrinking?.pause();
  }

  /** Reset the countdown: the next `run()` starts with the full time. */
  stop() {
    this.#countdown?.stop();
    this.#shrinking?.cancel();
    this.#countdown = this.#shrinking = null;
  }

  focus() {
    this.#close.focus();
  }

  /** @param {string} level */
  #heading(level) {
    return element("p", { class: "nt-heading" }, `${level} `, this.#count);
  }

  #label() {
    if (this.#times > 1) {
      const times = element("span", { class: "nt-unseen" }, words.times(this.#times));
      this.#count.replaceChildren(element("span", { "aria-hidden": "true" }, `×${this.#times}`), times);
    }
    this.#close.setAttribute("aria-label", words.close(this.#notice.message));
  }
}

/** @param {Notice} notice */
function text(notice) {
  const message = element("p", { class: "nt-message", ...language(notice) }, notice.message);
  if (!notice.lines?.length) return [message];
  const items = notice.lines.map((line) => element("li", language(line), line.message));
  return [message, element("ul", { class: "nt-lines" }, ...items)];
}

/**
 * @param {Sentence} sentence
 * @returns {Record<string, string>}
 */
function language({ lang }) {
  return lang ? { lang } : {};
}

/**
 * In characters.
 * @param {Notice} notice
 */
function length({ message, lines = [] }) {
  return [message, ...lines.map((line) => line.message)].join("").length;
}
