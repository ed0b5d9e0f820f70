/** The form of the test page: sends `POST /notify` with the session of the staff, and shows its errors at the fields. */

/**
 * @typedef {Record<string, string[]>} Errors by field
 * @typedef {{ok: boolean, message: string, errors: Errors}} Result
 * @typedef {{message: string, data: unknown} & Record<string, unknown>} Draft
 */

/** @param {HTMLFormElement} form */
export function prepareForm(form) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const times = Number(event.submitter?.getAttribute("value") ?? 1);
    show(form, { ok: true, message: "", errors: {} });
    form.setAttribute("aria-busy", "true");
    show(form, await send(form, times));
    form.removeAttribute("aria-busy");
  });
}

/**
 * @param {HTMLFormElement} form its `data-…` attributes hold the texts to show
 * @param {number} times
 * @returns {Promise<Result>}
 */
async function send(form, times) {
  const texts = form.dataset;
  let draft;
  try {
    draft = read(form);
  } catch (error) {
    const problem = `${texts.noJson} ${/** @type {Error} */ (error).message}`;
    return { ok: false, message: "", errors: { data: [problem] } };
  }
  const body = times > 1 ? batch(draft, times, String(texts.numerado)) : draft;
  try {
    return await resultOf(await post(form, body), String(texts.fallo));
  } catch {
    return { ok: false, message: String(texts.sinRespuesta), errors: {} };
  }
}

/**
 * The fields of the form, without an empty audience, which the server then chooses.
 * @param {HTMLFormElement} form
 * @returns {Draft}
 * @throws {SyntaxError} if `data` is not JSON
 */
function read(form) {
  const fields = /** @type {Record<string, string>} */ (Object.fromEntries(new FormData(form)));
  const { data, message = "", csrfmiddlewaretoken: _, ...others } = fields;
  if (!others.audience) delete others.audience;
  return { ...others, message, data: JSON.parse(data || "{}") };
}

/**
 * @param {Draft} draft
 * @param {number} total
 * @param {string} numbered the text of a numbered message
 */
function batch(draft, total, numbered) {
  const label = (/** @type {number} */ n) =>
    numbered.replace("{n}", `${n}`).replace("{total}", `${total}`).replace("{mensaje}", () => draft.message);
  return Array.from({ length: total }, (_, i) => ({ ...draft, message: label(i + 1) }));
}

/**
 * @param {HTMLFormElement} form
 * @param {Draft | Draft[]} body
 */
function post(form, body) {
  const token = String(new FormData(form).get("csrfmiddlewaretoken"));
  return fetch(form.action, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-CSRFToken": token },
    body: JSON.stringify(body),
  });
}

/**
 * @param {Response} response
 * @param {string} failed the text for a response that is not JSON
 * @returns {Promise<Result>}
 */
async function resultOf(response, failed) {
  try {
    const { message, errors = {} } = await response.json();
    return { ok: response.ok, message, errors: byField(errors) };
  } catch {
    return { ok: false, message: `${failed} ${response.status} ${response.statusText}`, errors: {} };
  }
}

/**
 * In a batch an error names its index too, as in `[3].message`. All items come from the same fields, so drop the index.
 * @param {Errors} errors
 * @returns {Errors}
 */
function byField(errors) {
  const fields = Object.entries(errors).map(([path, problems]) => [path.replace(/^\[\d+\]\./, ""), problems]);
  return Object.fromEntries(fields.reverse());
}

/**
 * Show each error at its field, and an error of no field beside the message.
 * @param {HTMLFormElement} form
 * @param {Result} result
 */
function show(form, { ok, message, errors }) {
  const output = /** @type {HTMLOutputElement} */ (form.querySelector("output"));
  const others = { ...errors };
  for (const field of form.querySelectorAll("[aria-describedby]")) {
    const name = String(field.getAttribute("name"));
    const problem = (errors[name] ?? []).join(" ");
    delete others[name];
    if (problem) field.setAttribute("aria-invalid", "true");
    else field.removeAttribute("aria-invalid");
    /** @type {HTMLElement} */ (document.getElementById(`${name}-error`)).textContent = problem;
  }
  const rest = Object.entries(others).map(([path, problems]) => `${path}: ${problems.join(" ")}`);
  output.textContent = [message, ...rest].filter(Boolean).join(" ");
  output.dataset.resultado = ok ? "bien" : "mal";
  /** @type {HTMLElement | null} */ (form.querySelector("[aria-invalid]"))?.focus();
}
