/** Highlights a changed element: a frame around it fades out, or with reduced motion stays and then disappears. */

/** The duration of the animation in `cambios.css`, in ms. */
const DURATION = 2400;

/** @type {WeakMap<Element, number>} */
const timers = new WeakMap();

/** @param {Element} element */
export function highlight(element) {
  clearTimeout(timers.get(element));
  element.removeAttribute("data-cambiado");
  // Force a layout between the two changes; otherwise the browser does not restart the animation.
  element.getBoundingClientRect();
  element.setAttribute("data-cambiado", "");
  timers.set(element, setTimeout(() => element.removeAttribute("data-cambiado"), DURATION));
}
