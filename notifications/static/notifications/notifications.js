/**
 * The entry point of a page: its one connection, and the elements that show the events. Other modules of the page
 * import `client` from here, so that they share the connection.
 */

import { NotificationClient } from "./core/client.js";
import { NotificationToasts } from "./toasts/toasts.js";
import { NotificationConnectionBar } from "./ui/connection_bar.js";
import { NotificationStatus } from "./ui/status.js";

const ELEMENTS = {
  "notification-status": NotificationStatus,
  "notification-toasts": NotificationToasts,
  "notification-connection-bar": NotificationConnectionBar,
};

export const client = new NotificationClient();

for (const [name, constructor] of Object.entries(ELEMENTS)) {
  customElements.define(name, constructor);
  for (const found of document.querySelectorAll(name)) if (found instanceof constructor) found.follow(client);
}

// The server sends the missed events at once. Wait for the other modules of the page, which want to receive them too.
if (document.readyState === "complete") client.connect();
else document.addEventListener("DOMContentLoaded", () => client.connect());
