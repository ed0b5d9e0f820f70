/** The keyboard in the toasts: Alt+T moves the focus in, Escape closes one, and the focus returns where it was. */

export class Keyboard {
  #region;
  /** The focused element before the focus came in. @type {HTMLElement | null} */
  #before = null;

  /**
   * @param {HTMLElement} region
   * @param {{enter: () => void, escape: () => void}} on
   */
  constructor(region, on) {
    this.#region = region;
    document.addEventListener("keydown", (event) => {
      // AltGr sets ctrlKey and altKey. On a Mac, Alt+T types a character, so only `code` identifies the key.
      const t = event.code === "KeyT" || event.key.toLowerCase() === "t";
      if (!t || !event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      on.enter();
    });
    region.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      on.escape();
    });
    region.addEventListener("focusin", ({ relatedTarget }) => {
      const outside = relatedTarget instanceof HTMLElement && !region.contains(relatedTarget);
      if (outside) this.#before = relatedTarget;
    });
  }

  /**
   * The focused element is about to be removed: move the focus to `next`, or back to the element before.
   * @param {{focus: () => void} | undefined} next
   */
  leave(next) {
    const { activeElement } = document;
    if (!(activeElement instanceof HTMLElement) || !this.#region.contains(activeElement)) return;
    if (next) return next.focus();
    activeElement.blur();
    if (this.#before?.isConnected) this.#before.focus();
    this.#before = null;
  }
}
