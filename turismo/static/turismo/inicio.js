// @ts-check
/** The test page: joins its three parts to the page's one connection. */

import { client } from "../notifications/notifications.js";
import { seguirConexion } from "./connection_card.js";
import { listarEventos } from "./event_list.js";
import { prepararFormulario } from "./notify_form.js";

const buscar = (/** @type {string} */ id) => /** @type {any} */ (document.getElementById(id));

seguirConexion(client, buscar("conexion"));
listarEventos(client, { lista: buscar("eventos"), plantilla: buscar("evento"), ninguno: buscar("ninguno") });

/** Only staff has it. @type {HTMLFormElement | null} */
const formulario = buscar("enviar");
if (formulario) prepararFormulario(formulario);
