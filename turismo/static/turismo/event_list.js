/** The live list of events, the newest first. */

import { icon } from "../notifications/ui/icons.js";
import { clock } from "../notifications/ui/status.js";
import { words } from "../notifications/ui/words.js";

/** @import {NotificationClient} from "../notifications/core/client.js" */
/** @import {Notification} from "../notifications/core/types.js" */

/** Older rows are removed, as the page may stay open for days. */
const LIMIT = 100;

/**
 * @param {NotificationClient} client
 * @param {{list: HTMLElement, template: HTMLTemplateElement, none: HTMLElement}} parts `none` is shown until an event comes
 */
export function listEvents(client, { list, template, none }) {
  client.addEventListener("notification", ({ detail }) => {
    none.hidden = true;
    list.prepend(row(template, detail));
    if (list.children.length > LIMIT) list.lastElementChild?.remove();
  });
}

/**
 * @param {HTMLTemplateElement} template
 * @param {Notification} event
 */
function row(template, { replayed: _, ...event }) {
  const copy = /** @type {DocumentFragment} */ (template.content.cloneNode(true));
  const part = (/** @type {string} */ selector) => /** @type {HTMLElement} */ (copy.querySelector(selector));
  part("li").dataset.level = event.level;
  part(".nivel").append(icon(event.level), words.levels[event.level]);
  part(".tipo").textContent = event.type;
  part(".mensaje").textContent = event.message;
  part("time").textContent = clock(event.at);
  part("time").setAttribute("datetime", event.at);
  part("pre").textContent = JSON.stringify(event, null, 2);
  return copy;
}
