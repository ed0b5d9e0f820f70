/**
 * Makes a part of the page equal to a newer one from the server, node by node. An unchanged node stays the same object,
 * so it keeps its focus, its selection and the text typed into it.
 */

/**
 * @param {Element} old changed in place
 * @param {Element} fresh copied
 */
export function morph(old, fresh) {
  for (const { name } of [...old.attributes]) if (!fresh.hasAttribute(name)) old.removeAttribute(name);
  for (const { name, value } of fresh.attributes) {
    if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  }
  const before = [...old.childNodes];
  const after = [...fresh.childNodes];
  after.forEach((child, n) => {
    const same = before[n];
    if (same) morphNode(same, child);
    else old.append(document.importNode(child, true));
  });
  before.slice(after.length).forEach((child) => child.remove());
}

/**
 * @param {ChildNode} old
 * @param {ChildNode} fresh
 */
function morphNode(old, fresh) {
  if (old.isEqualNode(fresh)) return;
  if (old instanceof Element && fresh instanceof Element && isSame(old, fresh)) {
    morph(old, fresh);
  } else if (old instanceof Text && fresh.nodeType === Node.TEXT_NODE) {
    old.data = fresh.textContent ?? "";
  } else {
    old.replaceWith(document.importNode(fresh, true));
  }
}

/**
 * Compare the names too: the text typed into a field must not pass to another field.
 * @param {Element} old
 * @param {Element} fresh
 */
function isSame(old, fresh) {
  return old.nodeName === fresh.nodeName && old.getAttribute("name") === fresh.getAttribute("name");
}
