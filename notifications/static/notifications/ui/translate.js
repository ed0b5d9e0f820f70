// @ts-check
/**
 * A message in the language of the page. It is written once, for all its readers; but its words are declared, so a
 * page in another language can bring its own, and fill in what the event carries.
 */

/** @type {Map<string, [declared: string, ours: string]>} by type */
const words = new Map(Object.entries(JSON.parse(document.getElementById("notification-words")?.textContent ?? "{}")));
const FIELD = /\{(\w+)(?::([^}]*))?\}/g;
const TIME = /^(?<Y>\d{4})-(?<m>\d\d)-(?<d>\d\d)T(?<H>\d\d):(?<M>\d\d)/;

/**
 * @param {import("../core/client.js").Notification} event
 * @returns {string | null} null: it was written by hand, or nobody has said it in this language
 */
export function translate({ type, message, data }) {
  const [declared, ours] = words.get(type) ?? ["", ""];
  return declared && fill(declared, data) === message ? fill(ours, data) : null;
}

/**
 * As Python's `str.format`, as far as declared messages need it: `{tour}`, and `{inicio:%d/%m}` of a moment, which is
 * told by the clock of the place where it is.
 * @param {string} words
 * @param {Record<string, unknown>} data
 */
function fill(words, data) {
  return words.replace(FIELD, (field, name, format) => {
    if (!Object.hasOwn(data, name)) return field;
    const value = String(data[name]);
    return format ? format.replace(/%(\w)/g, (/** @type {string} */ _, /** @type {string} */ part) => time(value, part)) : value;
  });
}

/**
 * @param {string} moment
 * @param {string} part
 */
function time(moment, part) {
  const parts = TIME.exec(moment)?.groups ?? {};
  if (part !== "b") return parts[part] ?? `%${part}`;
  return new Date(Number(parts.Y), Number(parts.m) - 1).toLocaleDateString(document.documentElement.lang, { month: "short" });
}
