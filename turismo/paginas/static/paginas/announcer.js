/** Announces changes of the page to screen readers: politely, and those of a short time in one sentence. */

import { say } from "./words.js";

/** Changes within this many ms are announced together. */
const WINDOW = 1200;
/** More changes than this are announced as their number. */
const MANY = 3;

export class Announcer {
  #region = /** @type {HTMLElement} */ (document.getElementById("voz"));
  /** The last sentence on each subject. @type {Map<string, string>} */ #sentences = new Map();
  #timer = 0;

  /**
   * @param {string} subject a later sentence on the same subject replaces this one
   * @param {string} sentence
   */
  announce(subject, sentence) {
    this.#sentences.set(subject, sentence);
    this.#timer ||= setTimeout(() => this.#write(), WINDOW);
  }

  #write() {
    const sentences = [...this.#sentences.values()];
    const text = sentences.length > MANY ? say("cambios", { n: sentences.length }) : sentences.join(". ");
    this.#region.textContent = `${text}.`;
    this.#sentences.clear();
    this.#timer = 0;
  }
}
