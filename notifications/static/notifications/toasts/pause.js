/** The pause of the toasts: while the pointer or the keyboard focus is on them, or the page is hidden. */

export class Pause {
  #pointed = false;
  #focused = false;

  /**
   * @param {HTMLElement} region
   * @param {() => void} change called when `active` may have changed
   */
  constructor(region, change) {
    const follow = (/** @type {string} */ name, /** @type {(event: Event) => void} */ note) =>
      region.addEventListener(name, (event) => {
        note(event);
        change();
      });
    follow("pointerenter", () => (this.#pointed = true));
    follow("pointerleave", () => (this.#pointed = false));
    // A click leaves the focus here too, but its reader has gone on to something else: only focus by keyboard counts.
    follow("focusin", ({ target }) => (this.#focused = target instanceof Element && target.matches(":focus-visible")));
    follow("focusout", () => (this.#focused = false));
    document.addEventListener("visibilitychange", change);
  }

  get active() {
    return this.#pointed || this.#focused || document.hidden;
  }
}
