// @ts-check
/** What the scripts say, in the reader's language: the words stand in the page, where the server's translators are. */

const palabras = document.getElementById("palabras")?.dataset ?? {};

/**
 * @param {string} clave
 * @param {Record<string, string | number>} valores for the `{names}` of the text; of `n` there is a form for one
 */
export function decir(clave, valores = {}) {
  const texto = (valores.n === 1 && palabras[`${clave}Uno`]) || palabras[clave] || "";
  return texto.replace(/\{(\w+)\}/g, (_todo, nombre) => String(valores[nombre]));
}
