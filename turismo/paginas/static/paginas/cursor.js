// @ts-check
/** Up to which event the page tells everything: what is older stands in it already. */

export class Hasta {
  #id;

  /** @param {string} id `<epoch>-<seq>` */
  constructor(id) {
    this.#id = id;
  }

  /**
   * Whether the page does not tell of it yet.
   * @param {string} id
   */
  antes(id) {
    const [epoca, numero] = partes(this.#id);
    const [otra, siguiente] = partes(id);
    return epoca !== otra || siguiente > numero;
  }

  /** @param {string} id */
  avanzar(id) {
    if (this.antes(id)) this.#id = id;
  }
}

/**
 * @param {string} id
 * @returns {[string, number]}
 */
function partes(id) {
  const raya = id.lastIndexOf("-");
  return [id.slice(0, raya), Number(id.slice(raya + 1))];
}
