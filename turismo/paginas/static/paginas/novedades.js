/** New tours and departures wait behind a bar until the reader clicks it, so that nothing moves by itself. */

import { highlight } from "./highlight.js";
import { abrirDia, ponerDias } from "./dias.js";
import { say } from "./words.js";

/** @import {Announcer} from "./announcer.js" */

export class Novedades {
  /** The waiting parts by key, in a page from the server. @type {Map<string, Element>} */ #esperan = new Map();
  #announcer;

  /** @param {Announcer} announcer */
  constructor(announcer) {
    this.#announcer = announcer;
    document.addEventListener("click", ({ target }) => {
      if (target instanceof Element && target.closest("#novedad button")) this.#mostrar();
    });
  }

  /** Queried each time, because the page may show another month by now. */
  get #barra() {
    return document.getElementById("novedad");
  }

  get #lista() {
    return document.getElementById("lista");
  }

  /** Drop the waiting parts: the page shows another month. */
  olvidar() {
    this.#esperan.clear();
  }

  /** @param {Document} pagina newer, of the same address */
  buscar(pagina) {
    /** @type {NodeListOf<HTMLElement>} */
    const partes = pagina.querySelectorAll("#lista [data-vivo]");
    const nuevas = [...partes].filter(({ dataset: { vivo } }) => !enLaPagina(vivo));
    for (const parte of nuevas) this.#esperan.set(parte.dataset.vivo ?? "", parte);
    const boton = this.#barra?.querySelector("button");
    if (!nuevas.length || !this.#barra || !boton) return;
    const texto = say(this.#lista?.dataset.lista ?? "", { n: this.#esperan.size });
    boton.textContent = texto;
    this.#barra.hidden = false;
    this.#announcer.announce("novedades", texto);
  }

  #mostrar() {
    const nuevas = [...this.#esperan.values()].reverse().map((parte) => this.#poner(parte));
    this.#esperan.clear();
    if (this.#barra) this.#barra.hidden = true;
    document.getElementById("vacio")?.remove();
    contar(nuevas.length);
    ponerDias();
    nuevas.forEach(highlight);
    nuevas.at(-1)?.querySelector("a")?.focus();
  }

  /**
   * @param {Element} parte
   * @returns {Element} its copy in this page
   */
  #poner(parte) {
    const nuestra = document.importNode(parte, true);
    const dia = /** @type {HTMLElement | null} */ (parte.closest("[data-dia]"));
    if (dia) enSuDia(/** @type {HTMLElement} */ (this.#lista), dia, nuestra);
    else this.#lista?.prepend(nuestra);
    return nuestra;
  }
}

/** @param {number} mas how many tours were added */
function contar(mas) {
  const cuantos = document.querySelector("[data-cuantos]");
  if (!(cuantos instanceof HTMLElement)) return;
  const n = Number(cuantos.dataset.cuantos) + mas;
  cuantos.dataset.cuantos = String(n);
  cuantos.textContent = say("cuantos", { n });
}

/** @param {string | undefined} clave */
function enLaPagina(clave) {
  return document.querySelector(`[data-vivo="${CSS.escape(clave ?? "")}"]`) !== null;
}

/**
 * Insert a departure under its day, and the day too if it is new, both in order of time.
 * @param {HTMLElement} lista
 * @param {HTMLElement} modelo the day, in a page from the server
 * @param {Element} salida
 */
function enSuDia(lista, modelo, salida) {
  const fecha = modelo.dataset.dia ?? "";
  const dias = /** @type {HTMLElement[]} */ ([...lista.querySelectorAll("[data-dia]")]);
  let dia = dias.find(({ dataset }) => dataset.dia === fecha);
  if (!dia) {
    dia = /** @type {HTMLElement} */ (document.importNode(modelo, true));
    dia.querySelector("ul")?.replaceChildren();
    lista.insertBefore(dia, dias.find(({ dataset }) => (dataset.dia ?? "") > fecha) ?? null);
    abrirDia(modelo);
  }
  const suyas = [...dia.querySelectorAll("li")];
  const siguiente = suyas.find((otra) => hora(otra) > hora(salida));
  dia.querySelector("ul")?.insertBefore(salida, siguiente ?? null);
}

/** @param {Element} salida */
function hora(salida) {
  return Date.parse(salida.querySelector("time")?.dateTime ?? "");
}
