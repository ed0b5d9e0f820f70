/** `<notification-toasts>`: the region of the toasts, a few at a time in a corner, above the rest of the page. */

import { element } from "../ui/elements.js";
import { words } from "../ui/words.js";
import { Announcer } from "./announcer.js";
import { present } from "./digest.js";
import { Handover } from "./handover.js";
import { Keyboard } from "./keyboard.js";
import { Pause } from "./pause.js";
import { Toast } from "./toast.js";

/** @import {NotificationClient} from "../core/client.js" */
/** @import {Notice} from "../core/types.js" */

/** How many toasts are visible; the others wait. */
const PLACES = 4;
/** A toast that has waited this long, in ms, is dropped, except a warning or an error. */
const STALE = 10_000;
/** How many toasts may wait; the oldest are dropped. */
const WAITING = 200;

/**
 *     <notification-toasts reader="42" message-lang="es"></notification-toasts>
 *
 * `reader`: the user. Toasts that are open when the page is left appear on the next page of this tab, if the user is the
 * same. `message-lang`: the language of messages without a translation (`ui/translate.js`), if it is not the
 * language of the page.
 */
export class NotificationToasts extends HTMLElement {
  #list = element("ol", { class: "nt-list" });
  #more = element("span", { class: "nt-more" });
  #foot = element("p", { class: "nt-foot", hidden: "" }, this.#more, this.#clearButton());
  #announcer = new Announcer();
  #pause = new Pause(this, () => this.#runOrPause());
  #keyboard = new Keyboard(this, {
    enter: () => this.#visible.at(-1)?.focus(),
    escape: () => this.#close(this.#visible.at(-1)),
  });
  /** @type {Toast[]} */ #visible = [];
  /** @type {Toast[]} */ #waiting = [];
  #sweep = 0;

  connectedCallback() {
    this.setAttribute("role", "region");
    this.setAttribute("aria-label", words.region);
    this.setAttribute("aria-keyshortcuts", "Alt+T");
    this.setAttribute("popover", "manual");
    this.replaceChildren(this.#foot, this.#list, ...this.#announcer.elements);
    this.showPopover();
    new Handover(this.getAttribute("reader") ?? "", {
      pack: () => [...this.#visible, ...this.#waiting].map(({ notice }) => notice),
      unpack: (notices) => notices.forEach((notice) => this.#add(notice)),
      clear: () => this.#clear(),
    });
  }

  /** @param {NotificationClient} client */
  follow(client) {
    present(client, this.getAttribute("message-lang") ?? "", (notice) => this.show(notice));
  }

  /** @param {Notice} notice */
  show(notice) {
    this.#add(notice);
    const { message, level = "info", lang = "" } = notice;
    this.#announcer.announce({ text: `${words.levels[level]}: ${message}`, lang }, level === "error");
  }

  /** @param {Notice} notice */
  #add(notice) {
    const same = [...this.#visible, ...this.#waiting].find(({ notice: { key } }) => key && key === notice.key);
    if (same) same.repeat();
    else this.#waiting.push(new Toast(notice, (toast) => this.#close(toast)));
    this.#arrange();
  }

  /** @param {Toast | undefined} toast */
  #close(toast) {
    if (!toast) return;
    const place = this.#visible.indexOf(toast);
    this.#visible.splice(place, 1);
    this.#keyboard.leave(this.#visible[place] ?? this.#visible.at(-1));
    toast.stop();
    toast.element.remove();
    this.#arrange();
  }

  #clear() {
    this.#keyboard.leave(undefined);
    this.#waiting = [];
    for (const toast of [...this.#visible]) this.#close(toast);
  }

  /** Fill the free places: first with toasts that stay, then in the order of arrival. */
  #arrange() {
    this.#waiting = this.#waiting.filter((toast) => toast.stays || toast.age < STALE).slice(-WAITING);
    while (this.#visible.length < PLACES && this.#waiting.length) {
      const next = Math.max(0, this.#waiting.findIndex((toast) => toast.stays));
      const [toast] = this.#waiting.splice(next, 1);
      if (toast) this.#place(toast);
    }
    this.#more.textContent = this.#waiting.length ? words.more(this.#waiting.length) : "";
    this.#foot.hidden = this.#visible.length < 2;
    clearTimeout(this.#sweep);
    if (this.#waiting.length) this.#sweep = setTimeout(() => this.#arrange(), STALE);
    this.#runOrPause();
  }

  /** @param {Toast} toast */
  #place(toast) {
    this.#visible.push(toast);
    this.#list.append(toast.element);
    this.#raise();
  }

  #runOrPause() {
    for (const toast of this.#visible) this.#pause.active ? toast.pause() : toast.run();
  }

  /** Show the region again if a modal dialog is open: the top layer is ordered by the time of showing. */
  #raise() {
    if (!document.querySelector(":modal")) return;
    this.hidePopover();
    this.showPopover();
  }

  #clearButton() {
    const button = element("button", { type: "button", class: "nt-clear" }, words.closeAll);
    button.addEventListener("click", () => this.#clear());
    return button;
  }
}
