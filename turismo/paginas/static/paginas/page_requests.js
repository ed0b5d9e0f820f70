// @ts-check
/** Pages asked for, and what was heard while they were on their way: an answer may be older than that. */

import { Hasta } from "./cursor.js";

/** @typedef {{id: string, type: string, data: any}} Oido */

export class Peticiones {
  #seguir;
  #enCamino = 0;
  /** @type {Oido[]} */ #oidos = [];

  /** @param {(oido: Oido) => void} seguir puts into the page what an event says */
  constructor(seguir) {
    this.#seguir = seguir;
  }

  /** @param {Oido} oido */
  anotar(oido) {
    if (this.#enCamino) this.#oidos.push(oido);
  }

  /**
   * Rejects where the server is in trouble or out of reach.
   * @param {URL} direccion
   * @param {(pagina: Document) => void} tomar
   */
  async traer(direccion, tomar) {
    this.#enCamino += 1;
    try {
      const respuesta = await fetch(direccion, { cache: "no-store" });
      // Elsewhere means that the session is over: what is here may still be read.
      if (respuesta.redirected) return;
      if (respuesta.status >= 500) throw new Error(respuesta.statusText);
      const pagina = new DOMParser().parseFromString(await respuesta.text(), "text/html");
      tomar(pagina);
      const hasta = new Hasta(cursorDe(pagina));
      this.#oidos.filter(({ id }) => hasta.antes(id)).forEach((oido) => this.#seguir(oido));
    } finally {
      this.#enCamino -= 1;
      if (!this.#enCamino) this.#oidos = [];
    }
  }
}

/** @param {Document} pagina */
export function cursorDe(pagina) {
  return pagina.getElementById("contenido")?.dataset.cursor ?? "";
}
