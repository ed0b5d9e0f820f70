// @ts-check
/** The time that is left to confirm, by the server's clock: the reader's own may be wrong. */

import { decir } from "./words.js";

const MINUTO = 60;
/** With how many minutes left it is worth a word to those who do not see the numbers. */
const MOMENTOS = [10, 5, 1];

export class CuentaAtras {
  #voz;
  #alVencer;
  /** When, on this page's own steady clock, the server said what time it was. */
  #base = /** @type {any} */ (performance.getEntriesByType("navigation")[0])?.responseStart ?? 0;
  #dicho = this.#elemento?.dataset.ahora;
  #quedaban = Infinity;

  /**
   * @param {import("./announcer.js").Voz} voz
   * @param {() => void} alVencer
   */
  constructor(voz, alVencer) {
    this.#voz = voz;
    this.#alVencer = alVencer;
    if (this.#elemento) this.#mostrar();
    setInterval(() => this.#elemento && this.#mostrar(), 1000);
  }

  /** Asked each time: the page may have been renewed. @returns {HTMLElement | null} */
  get #elemento() {
    return document.querySelector("[data-expira]");
  }

  #mostrar() {
    const elemento = /** @type {HTMLElement} */ (this.#elemento);
    const { expira = "", ahora = "" } = elemento.dataset;
    if (ahora !== this.#dicho) {
      this.#dicho = ahora;
      this.#base = performance.now();
    }
    const pasado = performance.now() - this.#base;
    const quedan = Math.max(0, Math.ceil((Date.parse(expira) - Date.parse(ahora) - pasado) / 1000));
    elemento.textContent = reloj(quedan);
    this.#avisar(quedan);
    this.#quedaban = quedan;
  }

  /** @param {number} quedan */
  #avisar(quedan) {
    if (this.#quedaban === Infinity) return;
    const minutos = MOMENTOS.find((n) => quedan <= n * MINUTO && this.#quedaban > n * MINUTO);
    if (minutos) this.#voz.contar("plazo", decir("quedan", { n: minutos }));
    if (quedan === 0 && this.#quedaban > 0) {
      this.#voz.contar("plazo", decir("vencio"));
      this.#alVencer();
    }
  }
}

/** @param {number} segundos */
function reloj(segundos) {
  const partes = [Math.floor(segundos / 60) % 60, segundos % 60];
  const horas = Math.floor(segundos / 3600);
  return [...(horas ? [horas] : []), ...partes].map((parte) => String(parte).padStart(2, "0")).join(":");
}
