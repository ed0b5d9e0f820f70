// @ts-check
/** The way to the toasts without a pointer, and back: Alt+T goes in, Escape closes, and no focus is ever lost. */

export class Keyboard {
  #region;
  /** Where the reader was before coming here. @type {HTMLElement | null} */
  #before = null;

  /**
   * @param {HTMLElement} region
   * @param {{enter: () => void, escape: () => void}} on
   */
  constructor(region, on) {
    this.#region = region;
    document.addEventListener("keydown", (event) => {
      // AltGr reports itself as Ctrl+Alt, and on a Mac Alt+T types a character: there only the place of the key tells.
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
   * What has the focus is about to go: on to `next`, or back to where the reader was.
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
