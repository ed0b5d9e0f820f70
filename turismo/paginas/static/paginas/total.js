/** The total of a booking while the form is filled in. The server computes the total that is charged. */

import { dinero } from "./dinero.js";
import { say } from "./words.js";

const total = /** @type {HTMLElement} */ (document.getElementById("total"));
const formulario = /** @type {HTMLFormElement} */ (total.closest("form"));
const salida = /** @type {HTMLOutputElement} */ (total.querySelector("output"));
const aviso = /** @type {HTMLElement} */ (document.getElementById("precio-cambiado"));

function sumar() {
  let centimos = 0;
  for (const renglon of formulario.querySelectorAll(".cantidad:not(:has([data-retirado]))")) {
    const pedidas = /** @type {HTMLInputElement | null} */ (renglon.querySelector("input:not([type=hidden])"));
    const cantidad = Number(pedidas?.value) || 0;
    const precio = Number(renglon.querySelector("[data-precio]")?.getAttribute("data-precio"));
    centimos += Math.max(0, Math.trunc(cantidad)) * Math.round(precio * 100);
  }
  salida.textContent = dinero(centimos / 100, formulario.dataset.moneda ?? "");
}

/** Show that the total changed, below the button, so that the button does not move. */
function avisar() {
  const antes = salida.textContent;
  sumar();
  const seVende = formulario.querySelector("[data-vivo]:not([data-retirado])");
  if (seVende && salida.textContent !== antes) aviso.textContent = say("totalCambiado", { total: salida.textContent ?? "" });
}

total.hidden = false;
formulario.addEventListener("input", sumar);
new MutationObserver(avisar).observe(formulario, { subtree: true, attributeFilter: ["data-precio", "data-retirado"] });
sumar();
