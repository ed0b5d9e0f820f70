// @ts-check
/** What is new waits behind a bar until the reader wants it: nothing moves by itself. */

import { marcar } from "./highlight.js";
import { abrirDia, ponerDias } from "./dias.js";
import { decir } from "./words.js";

export class Novedades {
  /** By their keys, as the server sent them. @type {Map<string, Element>} */ #esperan = new Map();
  #voz;

  /** @param {import("./announcer.js").Voz} voz */
  constructor(voz) {
    this.#voz = voz;
    document.addEventListener("click", ({ target }) => {
      if (target instanceof Element && target.closest("#novedad button")) this.#mostrar();
    });
  }

  /** Asked each time: the page may have gone on to another month. */
  get #barra() {
    return document.getElementById("novedad");
  }

  get #lista() {
    return document.getElementById("lista");
  }

  /** What waited for a month that is no longer shown. */
  olvidar() {
    this.#esperan.clear();
  }

  /** @param {Document} pagina a newer one of the same address */
  buscar(pagina) {
    /** @type {NodeListOf<HTMLElement>} */
    const partes = pagina.querySelectorAll("#lista [data-vivo]");
    const nuevas = [...partes].filter(({ dataset: { vivo } }) => !enLaPagina(vivo));
    for (const parte of nuevas) this.#esperan.set(parte.dataset.vivo ?? "", parte);
    const boton = this.#barra?.querySelector("button");
    if (!nuevas.length || !this.#barra || !boton) return;
    const texto = decir(this.#lista?.dataset.lista ?? "", { n: this.#esperan.size });
    boton.textContent = texto;
    this.#barra.hidden = false;
    this.#voz.contar("novedades", texto);
  }

  #mostrar() {
    const nuevas = [...this.#esperan.values()].reverse().map((parte) => this.#poner(parte));
    this.#esperan.clear();
    if (this.#barra) this.#barra.hidden = true;
    document.getElementById("vacio")?.remove();
    contar(nuevas.length);
    ponerDias();
    nuevas.forEach(marcar);
    nuevas.at(-1)?.querySelector("a")?.focus();
  }

  /**
   * @param {Element} parte
   * @returns {Element} as it now stands in the page
   */
  #poner(parte) {
    const nuestra = document.importNode(parte, true);
    const dia = /** @type {HTMLElement | null} */ (parte.closest("[data-dia]"));
    if (dia) enSuDia(/** @type {HTMLElement} */ (this.#lista), dia, nuestra);
    else this.#lista?.prepend(nuestra);
    return nuestra;
  }
}

/** @param {number} mas how many more there are than the page said */
function contar(mas) {
  const cuantos = document.querySelector("[data-cuantos]");
  if (!(cuantos instanceof HTMLElement)) return;
  const n = Number(cuantos.dataset.cuantos) + mas;
  cuantos.dataset.cuantos = String(n);
  cuantos.textContent = decir("cuantos", { n });
}

/** @param {string | undefined} clave */
function enLaPagina(clave) {
  return document.querySelector(`[data-vivo="${CSS.escape(clave ?? "")}"]`) !== null;
}

/**
 * A departure goes under its day, which may be new too, and both stand in the order of time.
 * @param {HTMLElement} lista
 * @param {HTMLElement} modelo the day as the server sent it
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
