/** Amounts, formatted as on the server (`catalogo/dinero.py`): the code of the currency, then the number. */

/** In Spanish, Django separates thousands by a space, and browsers by a dot. */
const enEspanol = document.documentElement.lang.startsWith("es");

/**
 * @param {number} importe
 * @param {string} moneda
 */
export function dinero(importe, moneda) {
  const decimales = Number.isInteger(importe) ? 0 : 2;
  const numero = new Intl.NumberFormat(document.documentElement.lang, {
    minimumFractionDigits: decimales,
    maximumFractionDigits: decimales,
    useGrouping: "always",
  });
  const partes = numero.formatToParts(importe).map(({ type, value }) => (type === "group" && enEspanol ? "\u00a0" : value));
  return `${moneda}\u00a0${partes.join("")}`;
}
