/** The entry point of the test page: connects its three parts to the page's one client. */

import { client } from "../notifications/notifications.js";
import { followConnection } from "./connection_card.js";
import { listEvents } from "./event_list.js";
import { prepareForm } from "./notify_form.js";

/**
 * @template {HTMLElement} Kind
 * @param {string} id
 * @param {{new (): Kind, name: string}} kind
 */
function find(id, kind) {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new Error(`Expected a ${kind.name} with id "${id}", got: ${found}`);
  return found;
}

followConnection(client, find("conexion", HTMLElement));
listEvents(client, {
  list: find("eventos", HTMLElement),
  template: find("evento", HTMLTemplateElement),
  none: find("ninguno", HTMLElement),
});

// Only staff gets the form.
const form = document.getElementById("enviar");
if (form instanceof HTMLFormElement) prepareForm(form);
