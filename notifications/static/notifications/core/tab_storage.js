/** One JSON record in sessionStorage, which a tab keeps from page to page. */

/**
 * Where the browser forbids storage, and in a worker, `read()` returns an empty record and `write()` does nothing.
 * @template {object} T the record
 */
export class TabStorage {
  #key;

  /** @param {string} key */
  constructor(key) {
    this.#key = key;
  }

  /**
   * The stored record, or an empty one if there is none or it is not JSON. The caller checks each value.
   * @returns {{[Key in keyof T]?: unknown}}
   */
  read() {
    try {
      return Object(JSON.parse(sessionStorage.getItem(this.#key) ?? "{}"));
    } catch {
      return {};
    }
  }

  /** @param {T} value */
  write(value) {
    try {
      sessionStorage.setItem(this.#key, JSON.stringify(value));
    } catch {
      // Storage is full, forbidden or absent.
    }
  }

  clear() {
    try {
      sessionStorage.removeItem(this.#key);
    } catch {
      // Storage is forbidden or absent.
    }
  }
}
