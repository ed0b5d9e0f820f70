// @ts-check
/**
 * Makes a part of the page equal to a newer one from the server, node by node: what is the same stays the same node, so
 * focus, selection and what was typed stay too.
 */

/**
 * @param {Element} viejo
 * @param {Element} nuevo
 */
export function igualar(viejo, nuevo) {
  for (const { name } of [...viejo.attributes]) if (!nuevo.hasAttribute(name)) viejo.removeAttribute(name);
  for (const { name, value } of nuevo.attributes) {
    if (viejo.getAttribute(name) !== value) viejo.setAttribute(name, value);
  }
  const antes = [...viejo.childNodes];
  const despues = [...nuevo.childNodes];
  despues.forEach((hijo, n) => {
    if (n >= antes.length) viejo.append(document.importNode(hijo, true));
    else hacerIgual(antes[n], hijo);
  });
  antes.slice(despues.length).forEach((hijo) => hijo.remove());
}

/**
 * @param {ChildNode} viejo
 * @param {ChildNode} nuevo
 */
function hacerIgual(viejo, nuevo) {
  if (viejo.isEqualNode(nuevo)) return;
  if (viejo instanceof Element && nuevo instanceof Element && mismaCosa(viejo, nuevo)) {
    igualar(viejo, nuevo);
  } else if (viejo instanceof Text && nuevo.nodeType === Node.TEXT_NODE) {
    viejo.data = nuevo.textContent ?? "";
  } else {
    viejo.replaceWith(document.importNode(nuevo, true));
  }
}

/**
 * What was typed into a field belongs to that field.
 * @param {Element} viejo
 * @param {Element} nuevo
 */
function mismaCosa(viejo, nuevo) {
  return viejo.nodeName === nuevo.nodeName && viejo.getAttribute("name") === nuevo.getAttribute("name");
}
