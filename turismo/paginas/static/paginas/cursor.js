/** The cursor of the page: it contains all events up to this one. */

export class PageCursor {
  #id;

  /** @param {string} id `<epoch>-<seq>` */
  constructor(id) {
    this.#id = id;
  }

  /**
   * Whether the page does not contain event `id` yet.
   * @param {string} id
   */
  isBefore(id) {
    const [epoch, seq] = split(this.#id);
    const [otherEpoch, next] = split(id);
    return epoch !== otherEpoch || next > seq;
  }

  /** @param {string} id */
  advance(id) {
    if (this.isBefore(id)) this.#id = id;
  }
}

/**
 * The cursor that the server wrote into a page; empty if there is none.
 * @param {Document} page
 */
export function cursorOf(page) {
  return page.getElementById("contenido")?.dataset.cursor ?? "";
}

/**
 * @param {string} id
 * @returns {[epoch: string, seq: number]}
 */
function split(id) {
  const dash = id.lastIndexOf("-");
  return [id.slice(0, dash), Number(id.slice(dash + 1))];
}
