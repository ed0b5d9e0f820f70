/**
 * Translates a message into the language of the page. The server writes a message once for all recipients. A page in
 * another language carries, for each type, the declared message and its translation (`notifications_body`).
 */

/** @import {Notification} from "../core/types.js" */

/** @type {Map<string, [declared: string, translation: string]>} by type */
const words = new Map(Object.entries(JSON.parse(document.getElementById("notification-words")?.textContent ?? "{}")));
const FIELD = /\{(\w+)(?::([^}]*))?\}/g;
const TIME = /^(?<Y>\d{4})-(?<m>\d\d)-(?<d>\d\d)T(?<H>\d\d):(?<M>\d\d)/;

/**
 * @param {Pick<Notification, "type" | "message" | "data">} event
 * @returns {string | null} null if the message is not the declared one (written by hand, say) or has no translation
 */
export function translate({ type, message, data }) {
  const [declared, translation] = words.get(type) ?? ["", ""];
  return declared && fill(declared, data) === message ? fill(translation, data) : null;
}

/**
 * The part of Python's `str.format` that declared messages use: `{tour}`, and `{inicio:%d/%m}` for a time, in the UTC
 * offset in which it is written.
 * @param {string} template
 * @param {Record<string, unknown>} data
 */
function fill(template, data) {
  return template.replace(FIELD, (/** @type {string} */ field, /** @type {string} */ name, /** @type {string} */ format) => {
    if (!Object.hasOwn(data, name)) return field;
    const value = String(data[name]);
    return format ? format.replace(/%(\w)/g, (_, /** @type {string} */ part) => time(value, part)) : value;
  });
}

/**
 * @param {string} moment ISO 8601
 * @param {string} part a letter of `strftime`: Y, m, d, H, M, b
 */
function time(moment, part) {
  const parts = TIME.exec(moment)?.groups ?? {};
  if (part !== "b") return parts[part] ?? `%${part}`;
  return new Date(Number(parts.Y), Number(parts.m) - 1).toLocaleDateString(document.documentElement.lang, { month: "short" });
}
