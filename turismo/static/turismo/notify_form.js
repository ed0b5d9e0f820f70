// @ts-check
/** The form of the test page: `POST /notify` with the session of the staff; the server's objections at the fields. */

/**
 * @typedef {Record<string, string[]>} Errores by field
 * @typedef {{bien: boolean, mensaje: string, errores: Errores}} Resultado
 */

/** @param {HTMLFormElement} formulario */
export function prepararFormulario(formulario) {
  formulario.addEventListener("submit", async (event) => {
    event.preventDefault();
    const veces = Number(event.submitter?.getAttribute("value") ?? 1);
    mostrar(formulario, { bien: true, mensaje: "", errores: {} });
    formulario.setAttribute("aria-busy", "true");
    mostrar(formulario, await enviar(formulario, veces));
    formulario.removeAttribute("aria-busy");
  });
}

/**
 * @param {HTMLFormElement} formulario
 * @param {number} veces
 * @returns {Promise<Resultado>}
 */
async function enviar(formulario, veces) {
  const textos = formulario.dataset;
  let aviso;
  try {
    aviso = leer(formulario);
  } catch (error) {
    const queja = `${textos.noJson} ${/** @type {Error} */ (error).message}`;
    return { bien: false, mensaje: "", errores: { data: [queja] } };
  }
  const cuerpo = veces > 1 ? rafaga(aviso, veces, String(textos.numerado)) : aviso;
  try {
    return entender(await pedir(formulario, cuerpo), String(textos.fallo));
  } catch {
    return { bien: false, mensaje: String(textos.sinRespuesta), errores: {} };
  }
}

/**
 * What the form says, without what was left to the server's choice.
 * @param {HTMLFormElement} formulario
 */
function leer(formulario) {
  const { data, csrfmiddlewaretoken, ...campos } = /** @type {Record<string, string>} */ (
    Object.fromEntries(new FormData(formulario))
  );
  if (!campos.audience) delete campos.audience;
  return { ...campos, data: JSON.parse(data || "{}") };
}

/**
 * @param {Record<string, any>} aviso
 * @param {number} total
 * @param {string} numerado
 */
function rafaga(aviso, total, numerado) {
  const rotulo = (/** @type {number} */ n) =>
    numerado.replace("{n}", `${n}`).replace("{total}", `${total}`).replace("{mensaje}", () => aviso.message);
  return Array.from({ length: total }, (_, i) => ({ ...aviso, message: rotulo(i + 1) }));
}

/**
 * @param {HTMLFormElement} formulario
 * @param {object} cuerpo
 */
function pedir(formulario, cuerpo) {
  const token = String(new FormData(formulario).get("csrfmiddlewaretoken"));
  return fetch(formulario.action, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-CSRFToken": token },
    body: JSON.stringify(cuerpo),
  });
}

/**
 * @param {Response} respuesta
 * @param {string} fallo
 * @returns {Promise<Resultado>}
 */
async function entender(respuesta, fallo) {
  try {
    const { message, errors = {} } = await respuesta.json();
    return { bien: respuesta.ok, mensaje: message, errores: porCampo(errors) };
  } catch {
    return { bien: false, mensaje: `${fallo} ${respuesta.status} ${respuesta.statusText}`, errores: {} };
  }
}

/**
 * In a batch an objection names its place too, as in `[3].message`; here all have come from the same fields.
 * @param {Errores} errores
 * @returns {Errores}
 */
function porCampo(errores) {
  const sinLugar = Object.entries(errores).map(([donde, quejas]) => [donde.replace(/^\[\d+\]\./, ""), quejas]);
  return Object.fromEntries(sinLugar.reverse());
}

/**
 * Each objection stands at its field; what belongs to none stands with the answer.
 * @param {HTMLFormElement} formulario
 * @param {Resultado} resultado
 */
function mostrar(formulario, { bien, mensaje, errores }) {
  const salida = /** @type {HTMLOutputElement} */ (formulario.querySelector("output"));
  const sueltos = { ...errores };
  for (const campo of formulario.querySelectorAll("[aria-describedby]")) {
    const nombre = String(campo.getAttribute("name"));
    const queja = (errores[nombre] ?? []).join(" ");
    delete sueltos[nombre];
    if (queja) campo.setAttribute("aria-invalid", "true");
    else campo.removeAttribute("aria-invalid");
    /** @type {HTMLElement} */ (document.getElementById(`${nombre}-error`)).textContent = queja;
  }
  const resto = Object.entries(sueltos).map(([donde, quejas]) => `${donde}: ${quejas.join(" ")}`);
  salida.textContent = [mensaje, ...resto].filter(Boolean).join(" ");
  salida.dataset.resultado = bien ? "bien" : "mal";
  /** @type {HTMLElement | null} */ (formulario.querySelector("[aria-invalid]"))?.focus();
}
