// @ts-check
/** Asks the server for the page again and takes its live parts, where an event does not say enough or was missed. */

import { marcar } from "./highlight.js";
import { ponerDias } from "./dias.js";
import { igualar } from "./morph.js";
import { direccionDe, mesDe, renovarMeses } from "./meses.js";
import { tomarNombres } from "./nombres.js";
import { decir } from "./words.js";
import { cursorDe } from "./page_requests.js";
import { retirar } from "./plazas.js";

/** The readers of one page must not all ask at the same moment; in ms. */
const REPARTO = 1500;
/** Between two questions, in ms. */
const OTRA_VEZ = 3000;

export class Refresco {
  #peticiones;
  #hasta;
  #voz;
  #novedades;
  /** Slugs of tours that we have heard of and do not show. @type {Set<string>} */ #oidos = new Set();
  #espera = 0;
  #hayQuePedir = false;

  /**
   * @param {import("./page_requests.js").Peticiones} peticiones
   * @param {import("./cursor.js").Hasta} hasta
   * @param {import("./announcer.js").Voz} voz
   * @param {import("./novedades.js").Novedades} novedades
   */
  constructor(peticiones, hasta, voz, novedades) {
    this.#peticiones = peticiones;
    this.#hasta = hasta;
    this.#voz = voz;
    this.#novedades = novedades;
  }

  /** @param {string} slug */
  anotar(slug) {
    this.#oidos.add(slug);
  }

  /** @param {number} reparto how long it may take to begin, in ms */
  pedir(reparto = REPARTO) {
    this.#hayQuePedir = true;
    this.#espera ||= setTimeout(() => this.#traer(), Math.random() * reparto);
  }

  async #traer() {
    this.#hayQuePedir = false;
    const mes = mesDe(document);
    try {
      await this.#peticiones.traer(this.#direccion(), (pagina) => {
        if (mes === mesDe(document)) this.#tomar(pagina);
      });
    } catch {
      this.#hayQuePedir = true;
    }
    // What happened while the answer was on its way may not be in it.
    this.#espera = this.#hayQuePedir ? setTimeout(() => this.#traer(), OTRA_VEZ) : 0;
  }

  /** Of a tour the month that is shown, of the catalogue only what is here and what we have heard of: pages shift, and what has moved on is not gone. */
  #direccion() {
    const direccion = direccionDe(mesDe(document));
    if (document.querySelector('#lista[data-lista="tour"]')) {
      const partes = [...document.querySelectorAll('#lista [data-vivo^="tour:"]')];
      const aqui = partes.map((parte) => clave(parte).slice("tour:".length));
      direccion.searchParams.delete("page");
      for (const slug of new Set([...aqui, ...this.#oidos])) direccion.searchParams.append("solo", slug);
    }
    return direccion;
  }

  /** @param {Document} pagina */
  #tomar(pagina) {
    const nuevas = new Map([...pagina.querySelectorAll("[data-vivo]")].map((parte) => [clave(parte), parte]));
    for (const parte of document.querySelectorAll("[data-vivo]")) {
      const nueva = nuevas.get(clave(parte));
      if (nueva) this.#renovar(parte, nueva);
      else retirar(/** @type {HTMLElement} */ (parte), true, this.#voz);
    }
    tomarNombres(pagina, this.#voz);
    renovarMeses(pagina);
    ponerDias();
    this.#novedades.buscar(pagina);
    this.#hasta.avanzar(cursorDe(pagina));
  }

  /**
   * @param {Element} parte
   * @param {Element} nueva
   */
  #renovar(parte, nueva) {
    // Each answer masks the same token anew, which is no change to speak of.
    const ficha = parte.querySelector("[name=csrfmiddlewaretoken]")?.getAttribute("value");
    for (const otra of nueva.querySelectorAll("[name=csrfmiddlewaretoken]")) if (ficha) otra.setAttribute("value", ficha);
    const decia = parte.textContent;
    igualar(parte, nueva);
    if (parte.textContent === decia) return;
    marcar(parte);
    this.#voz.contar(clave(parte), decir("cambio", { nombre: parte.getAttribute("data-nombre") ?? "" }));
  }
}

/** @param {Element} parte */
function clave(parte) {
  return parte.getAttribute("data-vivo") ?? "";
}
