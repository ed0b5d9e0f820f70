// @ts-check
/** Where this tab has read up to: the cursor a reconnection resumes from, and the filter of duplicates. */

/** @param {string} id `<epoch>-<seq>` */
function split(id) {
  const dash = id.lastIndexOf("-");
  return { epoch: id.slice(0, dash), seq: Number(id.slice(dash + 1)) };
}

export class Cursor {
  #storage;
  #id;
  /** When we last knew ourselves up to date; 0: never. */
  #leftAt;

  /** @param {import("./tab_storage.js").TabStorage} storage */
  constructor(storage) {
    this.#storage = storage;
    const { id, leftAt } = storage.read();
    this.#id = typeof id === "string" ? id : "";
    this.#leftAt = Number(leftAt) || 0;
  }

  /** The id of the last event this tab has seen; empty before the first connection. */
  get id() {
    return this.#id;
  }

  /**
   * Moves on to `id`; false where this tab has been there already, that is, where the event is a duplicate.
   * @param {string} id
   */
  advance(id) {
    const [last, next] = [split(this.#id), split(id)];
    if (next.epoch === last.epoch && next.seq <= last.seq) return false;
    this.adopt(id);
    return true;
  }

  /**
   * Takes the server's word for where we are, even backwards: a restored log starts over in another epoch.
   * @param {string} cursor
   */
  adopt(cursor) {
    this.#id = cursor;
    this.#save();
  }

  /** @param {number} at the last moment, in ms, at which nothing could have been missed */
  leave(at) {
    this.#leftAt = at;
    this.#save();
  }

  /** How long, in ms, this tab has been without a connection; 0 where it never had one. */
  get away() {
    return this.#leftAt ? Math.max(0, Date.now() - this.#leftAt) : 0;
  }

  #save() {
    this.#storage.write({ id: this.#id, leftAt: this.#leftAt });
  }
}
