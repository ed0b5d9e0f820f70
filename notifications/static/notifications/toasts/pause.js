// @ts-check
/** Whether time may run: not while somebody points at the toasts or is inside them, nor while nobody sees the page. */

export class Pause {
  #pointed = false;
  #inside = false;

  /**
   * @param {HTMLElement} region
   * @param {() => void} change called when `active` may be another
   */
  constructor(region, change) {
    const follow = (/** @type {string} */ name, /** @type {(event: Event) => void} */ note) =>
      region.addEventListener(name, (event) => {
        note(event);
        change();
      });
    follow("pointerenter", () => (this.#pointed = true));
    follow("pointerleave", () => (this.#pointed = false));
    // A click leaves the focus here too, but whoever clicks has turned to something else by now.
    follow("focusin", ({ target }) => (this.#inside = /** @type {Element} */ (target).matches(":focus-visible")));
    follow("focusout", () => (this.#inside = false));
    document.addEventListener("visibilitychange", change);
  }

  get active() {
    return this.#pointed || this.#inside || document.hidden;
  }
}
