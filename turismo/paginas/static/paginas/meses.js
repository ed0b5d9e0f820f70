// @ts-check
/** From one month of a tour to another without leaving the page; without scripts the same links do the same. */

import { igualar } from "./morph.js";

export class Meses {
  #peticiones;
  #alLlegar;
  /** What the address without a month stands for. */
  #primero = mesDe(document);
  #turno = 0;

  /**
   * @param {import("./page_requests.js").Peticiones} peticiones
   * @param {(titulo: string) => void} alLlegar
   */
  constructor(peticiones, alLlegar) {
    this.#peticiones = peticiones;
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
      await this.#peticiones.traer(direccion, (pagina) => {
        if (turno !== this.#turno) return;
        const nuevo = pagina.getElementById("calendario");
        if (!nuevo) throw new Error(`no calendar at ${direccion}`);
        alHaberla?.();
        igualar(/** @type {Element} */ (document.getElementById("calendario")), nuevo);
        this.#alLlegar(nuevo.querySelector("h3")?.textContent ?? "");
      });
    } catch {
      location.assign(direccion);
    }
  }
}

/**
 * Which months one may go to from this one.
 * @param {Document} pagina a newer one of the same month
 */
export function renovarMeses(pagina) {
  const [viejos, nuevos] = [document, pagina].map((una) => una.querySelector(".meses"));
  if (viejos && nuevos && mesDe(pagina) === mesDe(document)) igualar(viejos, nuevos);
}

/** @param {Document} pagina */
export function mesDe(pagina) {
  return pagina.getElementById("calendario")?.dataset.mes ?? null;
}

/**
 * The address of this page, for a month.
 * @param {string | null} mes
 */
export function direccionDe(mes) {
  const direccion = new URL(location.href);
  direccion.hash = "";
  if (mes) direccion.searchParams.set("mes", mes);
  return direccion;
}

/**
 * Whether the calendar lacks a departure: in its month it shows all, each at its hour; and it leads to the nearest months
 * before and after that have any.
 * @param {{salida_id: number, inicio: string, disponibilidad: string}} datos
 */
export function falta({ salida_id, inicio, disponibilidad }) {
  const chip = document.querySelector(`#lista [data-plazas="${Number(salida_id)}"]`);
  if (chip) return Date.parse(chip.closest("li")?.querySelector("time")?.dateTime ?? "") !== Date.parse(inicio);
  const mes = mesDe(document) ?? "";
  const suyo = inicio.slice(0, mes.length); // it is told on the clock of the place
  const { antes = "", despues = "9999" } = /** @type {HTMLElement} */ (document.querySelector(".meses")).dataset;
  return suyo === mes || (disponibilidad !== "cerrada" && antes < suyo && suyo < despues);
}
