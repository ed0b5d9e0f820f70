/** Turns the client's events into notices: a live event into one each, the events missed in an absence into one. */

import { translate } from "../ui/translate.js";
import { words } from "../ui/words.js";

/** @import {NotificationClient} from "../core/client.js" */
/** @import {Level, Notice, Notification, Sentence} from "../core/types.js" */

/** An absence shorter than SHORT ms with at most FEW events (a page change, say) gets no digest. */
const SHORT = 5000;
const FEW = 3;
/** How many of the missed messages a digest quotes. */
const QUOTED = 3;
/** In rising order. A digest has the highest level of its events. */
const LEVELS = /** @type {Level[]} */ (["info", "success", "warning", "error"]);

/**
 * Show the events of `client` as notices.
 * @param {NotificationClient} client
 * @param {string} lang of messages that have no translation on the page; empty for the language of the page
 * @param {(notice: Notice) => void} show
 */
export function present(client, lang, show) {
  /** @type {Notification[]} */
  let missed = [];
  client.addEventListener("notification", ({ detail }) => {
    if (detail.level === "silent") return;
    if (detail.replayed) missed.push(detail);
    else show(notice(detail, lang));
  });
  client.addEventListener("sync", ({ detail }) => {
    digest(missed, detail.away, lang).forEach(show);
    missed = [];
  });
  client.addEventListener("resync", () => {
    show({ message: words.forgotten, level: "warning", key: "forgotten" });
  });
}

/**
 * The notices for events missed in an absence.
 * @param {Notification[]} missed
 * @param {number} away in ms
 * @param {string} lang
 * @returns {Notice[]}
 */
export function digest(missed, away, lang) {
  if (!missed.length) return [];
  if (away < SHORT && missed.length <= FEW) return missed.map((event) => notice(event, lang));
  const highest = Math.max(...missed.map(({ level }) => LEVELS.indexOf(level)));
  const newest = missed.slice(-QUOTED).reverse();
  const lines = newest.map((event) => sentence(event, lang));
  return [{ message: words.missed(missed.length), level: LEVELS[highest] ?? "info", lines }];
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
 * @returns {Sentence}
 */
function sentence(event, lang) {
  const translation = translate(event);
  return translation === null ? { message: event.message, lang } : { message: translation };
}
