// @ts-check
/** Where the toasts appear: a few at a time in a corner, above everything else on the page. */

import { Announcer } from "./announcer.js";
import { Pause } from "./pause.js";
import { present } from "./digest.js";
import { element } from "../ui/elements.js";
import { Handover } from "./handover.js";
import { Keyboard } from "./keyboard.js";
import { Toast } from "./toast.js";
import { words } from "../ui/words.js";

/** How many have a place; the others wait for one to become free. */
const PLACES = 4;
/** What has waited so long, in ms, is no news any more; warnings and errors wait for as long as it takes. */
const STALE = 10_000;
/** How many may wait. */
const WAITING = 200;

/**
 *     <notification-toasts reader="42" message-lang="es"></notification-toasts>
 *
 * `reader`: who is looking; toasts that are still here when the page is left go on to the next page of this tab, unless
 * somebody else is reading by then. `message-lang`: the language of the messages, where the page is in another, and has
 * no words of its own for them (`ui/translate.js`).
 */
export class NotificationToasts extends HTMLElement {
  #list = element("ol", { class: "nt-list" });
  #more = element("span", { class: "nt-more" });
  #foot = element("p", { class: "nt-foot", hidden: "" }, this.#more, this.#clearButton());
  #announcer = new Announcer();
  #pause = new Pause(this, () => this.#time());
  #keyboard = new Keyboard(this, {
    enter: () => this.#placed.at(-1)?.focus(),
    escape: () => this.#close(this.#placed.at(-1)),
  });
  /** @type {Toast[]} */ #placed = [];
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
      pack: () => [...this.#placed, ...this.#waiting].map(({ notice }) => notice),
      unpack: (notices) => notices.forEach((notice) => this.#add(notice)),
      clear: () => this.#clear(),
    });
  }

  /** @param {import("../core/client.js").NotificationClient} client */
  follow(client) {
    present(client, this.getAttribute("message-lang") ?? "", (notice) => this.show(notice));
  }

  /** @param {import("./toast.js").Notice} notice */
  show(notice) {
    this.#add(notice);
    const { message, level = "info", lang = "" } = notice;
    this.#announcer.say({ text: `${words.levels[level]}: ${message}`, lang }, level === "error");
  }

  /** @param {import("./toast.js").Notice} notice */
  #add(notice) {
    const same = [...this.#placed, ...this.#waiting].find(({ notice: { key } }) => key && key === notice.key);
    if (same) same.repeat();
    else this.#waiting.push(new Toast(notice, (toast) => this.#close(toast)));
    this.#arrange();
  }

  /** @param {Toast | undefined} toast */
  #close(toast) {
    if (!toast) return;
    const place = this.#placed.indexOf(toast);
    this.#placed.splice(place, 1);
    this.#keyboard.leave(this.#placed[place] ?? this.#placed.at(-1));
    toast.stop();
    toast.element.remove();
    this.#arrange();
  }

  #clear() {
    this.#keyboard.leave(undefined);
    this.#waiting = [];
    while (this.#placed.length) this.#close(this.#placed[0]);
  }

  /** Gives the free places away: to what stays first, then in the order of arrival. */
  #arrange() {
    this.#waiting = this.#waiting.filter((toast) => toast.stays || toast.age < STALE).slice(-WAITING);
    while (this.#placed.length < PLACES && this.#waiting.length) {
      const next = Math.max(0, this.#waiting.findIndex((toast) => toast.stays));
      const [toast] = this.#waiting.splice(next, 1);
      this.#placed.push(toast);
      this.#list.append(toast.element);
      this.#raise();
    }
    this.#more.textContent = this.#waiting.length ? words.more(this.#waiting.length) : "";
    this.#foot.hidden = this.#placed.length < 2;
    clearTimeout(this.#sweep);
    if (this.#waiting.length) this.#sweep = setTimeout(() => this.#arrange(), STALE);
    this.#time();
  }

  #time() {
    for (const toast of this.#placed) this.#pause.active ? toast.pause() : toast.run();
  }

  /** A dialog that was opened after us lies above us: the top layer is in the order of showing. */
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
