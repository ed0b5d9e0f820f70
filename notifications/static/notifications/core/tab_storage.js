// @ts-check
/** What this tab remembers from page to page. Where the browser forbids that, it forgets, and nothing else breaks. */

export class TabStorage {
  #key;

  /** @param {string} key */
  constructor(key) {
    this.#key = key;
  }

  /**
   * What was kept, if it is an object at all; the rest is for the caller to judge.
   * @returns {Record<string, unknown>}
   */
  read() {
    try {
      return Object(JSON.parse(sessionStorage.getItem(this.#key) ?? "{}"));
    } catch {
      return {};
    }
  }

  /** @param {Record<string, unknown>} value */
  write(value) {
    try {
      sessionStorage.setItem(this.#key, JSON.stringify(value));
    } catch {
      // Full or forbidden.
    }
  }
}
