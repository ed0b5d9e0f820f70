/** Fetches the page again and takes its live parts, if an event does not carry enough or was missed. */

import { cursorOf } from "./cursor.js";
import { ponerDias } from "./dias.js";
import { highlight } from "./highlight.js";
import { direccionDe, mesDe, renovarMeses } from "./meses.js";
import { morph } from "./morph.js";
import { tomarNombres } from "./nombres.js";
import { retirar } from "./plazas.js";
import { say } from "./words.js";

/** @import {Announcer} from "./announcer.js" */
/** @import {PageCursor} from "./cursor.js" */
/** @import {Novedades} from "./novedades.js" */
/** @import {PageRequests} from "./page_requests.js" */

/** Spreads the requests of all readers of a page, in ms. */
const SPREAD = 1500;
/** Between two requests, in ms. */
const AGAIN = 3000;

export class Refresh {
  #requests;
  #cursor;
  #announcer;
  #novedades;
  /** Slugs of tours that events announced and the page does not show. @type {Set<string>} */ #slugs = new Set();
  #timer = 0;
  #requested = false;

  /**
   * @param {PageRequests} requests
   * @param {PageCursor} cursor
   * @param {Announcer} announcer
   * @param {Novedades} novedades
   */
  constructor(requests, cursor, announcer, novedades) {
    this.#requests = requests;
    this.#cursor = cursor;
    this.#announcer = announcer;
    this.#novedades = novedades;
  }

  /** @param {string} slug of a new tour */
  noteTour(slug) {
    this.#slugs.add(slug);
  }

  /** @param {number} spread the longest random delay, in ms */
  request(spread = SPREAD) {
    this.#requested = true;
    this.#timer ||= setTimeout(() => this.#fetch(), Math.random() * spread);
  }

  async #fetch() {
    this.#requested = false;
    const mes = mesDe(document);
    try {
      await this.#requests.fetch(this.#address(), (page) => {
        if (mes === mesDe(document)) this.#take(page);
      });
    } catch {
      this.#requested = true;
    }
    // The response may lack an event that arrived during the request, and that asked for another one.
    this.#timer = this.#requested ? setTimeout(() => this.#fetch(), AGAIN) : 0;
  }

  /**
   * Of a tour, the month that is shown. Of the catalogue, exactly the tours that are shown and those that events
   * announced: a new tour moves others to the next page, and these must not count as removed.
   */
  #address() {
    const address = direccionDe(mesDe(document));
    if (document.querySelector('#lista[data-lista="tour"]')) {
      const parts = [...document.querySelectorAll('#lista [data-vivo^="tour:"]')];
      const shown = parts.map((part) => keyOf(part).slice("tour:".length));
      address.searchParams.delete("page");
      for (const slug of new Set([...shown, ...this.#slugs])) address.searchParams.append("solo", slug);
    }
    return address;
  }

  /** @param {Document} page */
  #take(page) {
    const fresh = new Map([...page.querySelectorAll("[data-vivo]")].map((part) => [keyOf(part), part]));
    for (const part of document.querySelectorAll("[data-vivo]")) {
      const newer = fresh.get(keyOf(part));
      if (newer) this.#renew(part, newer);
      else retirar(/** @type {HTMLElement} */ (part), true, this.#announcer);
    }
    tomarNombres(page, this.#announcer);
    renovarMeses(page);
    ponerDias();
    this.#novedades.buscar(page);
    this.#cursor.advance(cursorOf(page));
  }

  /**
   * @param {Element} part
   * @param {Element} newer
   */
  #renew(part, newer) {
    // Each response masks the CSRF token anew. Keep ours, so that this is not a change.
    const token = part.querySelector("[name=csrfmiddlewaretoken]")?.getAttribute("value");
    for (const field of newer.querySelectorAll("[name=csrfmiddlewaretoken]")) if (token) field.setAttribute("value", token);
    const text = part.textContent;
    morph(part, newer);
    if (part.textContent === text) return;
    highlight(part);
    this.#announcer.announce(keyOf(part), say("cambio", { nombre: part.getAttribute("data-nombre") ?? "" }));
  }
}

/** @param {Element} part */
function keyOf(part) {
  return part.getAttribute("data-vivo") ?? "";
}
