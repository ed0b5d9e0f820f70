// @ts-check
/** Shows that something is another now: a frame around it that fades, and where motion is unwelcome only goes. */

/** As long as the animation of `cambios.css`, in ms. */
const SE_VE = 2400;

/** @type {WeakMap<Element, number>} */
const plazos = new WeakMap();

/** @param {Element} elemento */
export function marcar(elemento) {
  clearTimeout(plazos.get(elemento));
  elemento.removeAttribute("data-cambiado");
  // Without a look in between, the browser would not notice that it begins anew.
  elemento.getBoundingClientRect();
  elemento.setAttribute("data-cambiado", "");
  plazos.set(elemento, setTimeout(() => elemento.removeAttribute("data-cambiado"), SE_VE));
}
