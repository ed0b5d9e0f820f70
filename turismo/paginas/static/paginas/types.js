/** The data of the events that pages follow, as `turismo/eventos` declares them, and the texts of the page. No code. */

/**
 * @typedef {"disponible" | "limitada" | "agotada" | "cerrada"} Disponibilidad
 *
 * @typedef {object} Plazas
 * @property {number} salida_id
 * @property {number} libres
 * @property {Disponibilidad} disponibilidad
 *
 * @typedef {{slug: string, nombre: string, nombre_en: string}} Nombres
 *
 * @typedef {object} Tarifas
 * @property {string} slug of the tour
 * @property {string} precio of the general fare, a decimal number
 * @property {string} desde the lowest fare, a decimal number
 * @property {string} moneda ISO 4217
 * @property {string} estado of the tour, "publicado" if it is on sale
 * @property {Record<string, string>} tarifas decimal numbers by kind of fare
 *
 * @typedef {Plazas & {slug: string, inicio: string}} SalidaCambiada `inicio`: ISO 8601, in the UTC offset of the place
 * @typedef {Nombres & Tarifas} TourCambiado
 * @typedef {{localizador?: string, localizadores?: string[]}} DeReservas
 *
 * @typedef {{type: "disponibilidad_cambiada", data: SalidaCambiada}
 *   | {type: "tour_cambiado", data: TourCambiado}
 *   | {type: "destino_cambiado", data: Nombres}
 *   | {type: "tour_creado", data: {slug: string}}} CambioPublico
 */

export {};
