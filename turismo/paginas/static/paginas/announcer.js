// @ts-check
/** Tells those who listen what has changed on the page: politely, and all of a moment in one sentence. */

import { decir } from "./words.js";

/** What happens within so many ms is told together. */
const MOMENTO = 1200;
/** More changes than this are counted instead of told. */
const MUCHOS = 3;

export class Voz {
  #region = /** @type {HTMLElement} */ (document.getElementById("voz"));
  /** The newest sentence about each thing. @type {Map<string, string>} */ #frases = new Map();
  #espera = 0;

  /**
   * @param {string} cosa what it is about: of several sentences only the last is true
   * @param {string} frase
   */
  contar(cosa, frase) {
    this.#frases.set(cosa, frase);
    this.#espera ||= setTimeout(() => this.#hablar(), MOMENTO);
  }

  #hablar() {
    const frases = [...this.#frases.values()];
    const dicho = frases.length > MUCHOS ? decir("cambios", { n: frases.length }) : frases.join(". ");
    this.#region.textContent = `${dicho}.`;
    this.#frases.clear();
    this.#espera = 0;
  }
}
