/** The texts that scripts show. The server puts them, translated, into the page (`palabras.html`). */

const words = document.getElementById("palabras")?.dataset ?? {};

/**
 * @param {string} key
 * @param {Record<string, string | number>} values of the `{names}` in the text; if `n` is 1, the singular is used
 */
export function say(key, values = {}) {
  const text = (values.n === 1 && words[`${key}Uno`]) || words[key] || "";
  return text.replace(/\{(\w+)\}/g, (_, /** @type {string} */ name) => String(values[name]));
}
