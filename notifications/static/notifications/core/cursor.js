/** The cursor of this tab: a reconnection resumes after it, and an event at or before it is a duplicate. */

/** @import {TabStorage} from "./tab_storage.js" */
/** @import {StoredCursor} from "./types.js" */

/** @param {string} id `<epoch>-<seq>` */
function split(id) {
  const dash = id.lastIndexOf("-");
  return { epoch: id.slice(0, dash), seq: Number(id.slice(dash + 1)) };
}

export class Cursor {
  #storage;
  #id;
  /** When the tab was last up to date, in ms since 1970; 0 if never. */
  #leftAt;

  /** @param {TabStorage<StoredCursor>} storage */
  constructor(storage) {
    this.#storage = storage;
    const { id, leftAt } = storage.read();
    this.#id = typeof id === "string" ? id : "";
    this.#leftAt = Number(leftAt) || 0;
  }

  /** The id of the last event this tab has received; empty before the first connection. */
  get id() {
    return this.#id;
  }

  /**
   * Move to `id`, and return true; return false if the event is a duplicate.
   * @param {string} id
   */
  advance(id) {
    const [last, next] = [split(this.#id), split(id)];
    if (next.epoch === last.epoch && next.seq <= last.seq) return false;
    this.adopt(id);
    return true;
  }

  /**
   * Move to the server's cursor, even backwards: a restored log starts again in another epoch.
   * @param {string} cursor
   */
  adopt(cursor) {
    this.#id = cursor;
    this.#save();
  }

  /**
   * The connection ended.
   * @param {number} at until then no event was missed, in ms since 1970
   */
  leave(at) {
    this.#leftAt = at;
    this.#save();
  }

  /** How long this tab has been without a connection, in ms; 0 if it never had one. */
  get away() {
    return this.#leftAt ? Math.max(0, Date.now() - this.#leftAt) : 0;
  }

  #save() {
    this.#storage.write({ id: this.#id, leftAt: this.#leftAt });
  }
}
