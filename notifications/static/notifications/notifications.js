// @ts-check
/**
 * What a page loads: its one connection, and the elements that show what it brings. Other modules of the page import
 * `client` from here, and hear the same.
 */

import { NotificationClient } from "./core/client.js";
import { NotificationStatus } from "./ui/status.js";
import { NotificationToasts } from "./toasts/toasts.js";
import { NotificationConnectionBar } from "./ui/connection_bar.js";

const ELEMENTS = {
  "notification-status": NotificationStatus,
  "notification-toasts": NotificationToasts,
  "notification-connection-bar": NotificationConnectionBar,
};

export const client = new NotificationClient();

for (const [name, constructor] of Object.entries(ELEMENTS)) {
  customElements.define(name, constructor);
  for (const found of document.querySelectorAll(name)) {
    /** @type {NotificationStatus | NotificationToasts | NotificationConnectionBar} */ (found).follow(client);
  }
}

// Not before the other modules of the page have run: what is missed is sent at once, and they want to hear it too.
if (document.readyState === "complete") client.connect();
else document.addEventListener("DOMContentLoaded", () => client.connect());
