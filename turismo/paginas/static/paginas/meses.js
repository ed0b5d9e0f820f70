/** Moves to another month of a tour without a page load. Without scripts the same links load the page. */

import { morph } from "./morph.js";

/** @import {PageRequests} from "./page_requests.js" */
/** @import {SalidaCambiada} from "./types.js" */

export class Meses {
  #requests;
  #alLlegar;
  /** The month of the address that names none. */
  #primero = mesDe(document);
  #turno = 0;

  /**
   * @param {PageRequests} requests
   * @param {(titulo: string) => void} alLlegar
   */
  constructor(requests, alLlegar) {
    this.#requests = requests;
    this.#alLlegar = alLlegar;
    if (!this.#primero) return;
    document.addEventListener("click", (event) => this.#pulsado(event));
    addEventListener("popstate", () => {
      const mes = new URL(location.href).searchParams.get("mes") ?? this.#primero;
      if (mes !== mesDe(document)) this.#ir(direccionDe(mes));
    });
  }

  /** @param {MouseEvent} event */
  #pulsado(event) {
    const enlace = event.target instanceof Element && event.target.closest(".meses a[href]");
    if (!(enlace instanceof HTMLAnchorElement) || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    const direccion = direccionDe(new URL(enlace.href).searchParams.get("mes"));
    this.#ir(direccion, () => history.pushState(null, "", direccion));
  }

  /**
   * @param {URL} direccion
   * @param {() => void} [alHaberla]
   */
  async #ir(direccion, alHaberla) {
    const turno = ++this.#turno;
    try {
      await this.#requests.fetch(direccion, (pagina) => {
        if (turno !== this.#turno) return;
        const nuevo = pagina.getElementById("calendario");
        if (!nuevo) throw new Error(`Expected a calendar at ${direccion}`);
        alHaberla?.();
        morph(/** @type {Element} */ (document.getElementById("calendario")), nuevo);
        this.#alLlegar(nuevo.querySelector("h3")?.textContent ?? "");
      });
    } catch {
      location.assign(direccion);
    }
  }
}

/**
 * Renew the links to other months.
 * @param {Document} pagina newer, of the same month
 */
export function renovarMeses(pagina) {
  const [viejos, nuevos] = [document, pagina].map((una) => una.querySelector(".meses"));
  if (viejos && nuevos && mesDe(pagina) === mesDe(document)) morph(viejos, nuevos);
}

/** @param {Document} pagina */
export function mesDe(pagina) {
  return pagina.getElementById("calendario")?.dataset.mes ?? null;
}

/**
 * The address of this page for a month.
 * @param {string | null} mes
 */
export function direccionDe(mes) {
  const direccion = new URL(location.href);
  direccion.hash = "";
  if (mes) direccion.searchParams.set("mes", mes);
  return direccion;
}

/**
 * Whether the calendar must be fetched again for a departure. It shows all departures of its month, each at its time, and
 * links to the nearest months before and after that have any.
 * @param {Pick<SalidaCambiada, "salida_id" | "inicio" | "disponibilidad">} datos
 */
export function falta({ salida_id, inicio, disponibilidad }) {
  const chip = document.querySelector(`#lista [data-plazas="${Number(salida_id)}"]`);
  if (chip) return Date.parse(chip.closest("li")?.querySelector("time")?.dateTime ?? "") !== Date.parse(inicio);
  const mes = mesDe(document) ?? "";
  const suyo = inicio.slice(0, mes.length); // the month in the UTC offset of the place, as the calendar has it
  const { antes = "", despues = "9999" } = /** @type {HTMLElement} */ (document.querySelector(".meses")).dataset;
  return suyo === mes || (disponibilidad !== "cerrada" && antes < suyo && suyo < despues);
}
