// @ts-check
/** Makes notices of what the client hears: live events one by one, those of an absence all in one. */

import { translate } from "../ui/translate.js";
import { words } from "../ui/words.js";

/** An absence so short, in ms, with so few events, was no absence for the reader: a page change, a blink. */
const BLINK = 5000;
const FEW = 3;
/** How many of the missed messages are quoted. */
const QUOTED = 3;
/** From light to grave; the digest is as grave as the gravest event in it. */
const GRAVITY = /** @type {Notification["level"][]} */ (["info", "success", "warning", "error"]);

/**
 * @typedef {import("../core/client.js").Notification} Notification
 * @typedef {import("./toast.js").Notice} Notice
 */

/**
 * @param {import("../core/client.js").NotificationClient} client
 * @param {string} lang of the messages that the page cannot say in its own; empty: they are in its own
 * @param {(notice: Notice) => void} show
 */
export function present(client, lang, show) {
  /** @type {Notification[]} */
  let missed = [];
  client.addEventListener("notification", (event) => {
    const { detail } = /** @type {CustomEvent<Notification>} */ (event);
    if (detail.level === "silent") return;
    if (detail.replayed) missed.push(detail);
    else show(notice(detail, lang));
  });
  client.addEventListener("sync", (event) => {
    const { detail } = /** @type {CustomEvent<{away: number}>} */ (event);
    digest(missed, detail.away, lang).forEach(show);
    missed = [];
  });
  client.addEventListener("resync", () => {
    show({ message: words.forgotten, level: "warning", key: "forgotten" });
  });
}

/**
 * @param {Notification[]} missed
 * @param {number} away in ms
 * @param {string} lang
 * @returns {Notice[]}
 */
export function digest(missed, away, lang) {
  if (!missed.length) return [];
  if (away < BLINK && missed.length <= FEW) return missed.map((event) => notice(event, lang));
  const gravest = Math.max(...missed.map(({ level }) => GRAVITY.indexOf(level)));
  const newest = missed.slice(-QUOTED).reverse();
  const lines = newest.map((event) => sentence(event, lang));
  return [{ message: words.missed(missed.length), level: GRAVITY[gravest], lines }];
}

/**
 * @param {Notification} event
 * @param {string} lang
 * @returns {Notice}
 */
function notice(event, lang) {
  const { type, message, level } = event;
  return { ...sentence(event, lang), level, key: [type, level, message].join("\n") };
}

/**
 * @param {Notification} event
 * @param {string} lang
 * @returns {import("./toast.js").Sentence}
 */
function sentence(event, lang) {
  const ours = translate(event);
  return ours === null ? { message: event.message, lang } : { message: ours };
}
