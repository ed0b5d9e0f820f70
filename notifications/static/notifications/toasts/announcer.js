// @ts-check
/**
 * Speaks for the toasts to those who do not see them. The toasts themselves are no live region, or a screen reader
 * would read every message twice and its close button too.
 */

import { element } from "../ui/elements.js";
import { words } from "../ui/words.js";

/** More than this many messages within WINDOW ms are summed up in one sentence. */
const BURST = 3;
const WINDOW = 2000;

/** @typedef {{text: string, lang: string}} Sentence `lang` empty: that of the page */

export class Announcer {
  #polite = region("status");
  #urgent = region("alert");
  /** @type {Sentence[]} */ #pending = [];
  #timer = 0;
  #said = 0;

  /** Both regions must be in the document before the first message, or it is not read. */
  get elements() {
    return [this.#polite, this.#urgent];
  }

  /**
   * Says the first message at once; the rest of a burst comes together when it is over.
   * @param {Sentence} sentence
   * @param {boolean} urgent interrupts whatever is being read
   */
  say(sentence, urgent) {
    this.#said += 1;
    if (!this.#timer) {
      speak(urgent ? this.#urgent : this.#polite, [sentence]);
      this.#timer = setTimeout(() => this.#rest(), WINDOW);
    } else if (urgent && this.#said <= BURST) {
      speak(this.#urgent, [sentence]);
    } else {
      this.#pending.push(sentence);
    }
  }

  #rest() {
    if (this.#said > BURST) speak(this.#polite, [{ text: words.burst(this.#said), lang: "" }]);
    else if (this.#pending.length) speak(this.#polite, this.#pending);
    this.#pending = [];
    this.#said = this.#timer = 0;
  }
}

/** @param {"status" | "alert"} role */
function region(role) {
  return element("p", { class: "nt-announcer", role, "aria-atomic": "true" });
}

/**
 * New nodes each time: a region whose text is set to the same text again is not read again.
 * @param {HTMLElement} where
 * @param {Sentence[]} sentences
 */
function speak(where, sentences) {
  where.replaceChildren(...sentences.map(({ text, lang }) => element("span", lang ? { lang } : {}, `${text} `)));
}
