// @ts-check
/** What a booking will cost, while it is being filled in; the server does the sum that counts. */

import { dinero } from "./dinero.js";

const total = /** @type {HTMLElement} */ (document.getElementById("total"));
const formulario = /** @type {HTMLFormElement} */ (total.closest("form"));
const salida = /** @type {HTMLOutputElement} */ (total.querySelector("output"));

function sumar() {
  let centimos = 0;
  for (const renglon of formulario.querySelectorAll("[data-precio]")) {
    const cantidad = Number(renglon.querySelector("input")?.value) || 0;
    centimos += Math.max(0, Math.trunc(cantidad)) * Math.round(Number(renglon.getAttribute("data-precio")) * 100);
  }
  salida.textContent = dinero(centimos / 100, formulario.dataset.moneda ?? "");
}

total.hidden = false;
formulario.addEventListener("input", sumar);
sumar();
