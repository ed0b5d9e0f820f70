/** The texts of the elements in the language of the page (`<html lang>`): English, or else Spanish. */

const es = {
  region: "Notificaciones",
  levels: { info: "Aviso", success: "Hecho", warning: "Atención", error: "Error", silent: "Silencioso" },
  close: (/** @type {string} */ message) => `Cerrar: ${message}`,
  closeAll: "Cerrar todas",
  times: (/** @type {number} */ n) => `${n} veces`,
  more: (/** @type {number} */ n) => `+${n} más`,
  burst: (/** @type {number} */ n) => `${n} notificaciones nuevas`,
  missed: (/** @type {number} */ n) =>
    n === 1 ? "1 aviso mientras no había conexión" : `${n} avisos mientras no había conexión`,
  forgotten: "Ha habido avisos mientras no había conexión. Actualice la página para verlos.",
  states: {
    connecting: "Conectando…",
    connected: "Conectado",
    degraded: "Conexión lenta",
    reconnecting: "Reconectando…",
    offline: "Sin red",
    refused: "Conexión rechazada",
    closed: "Desconectado",
  },
  problems: {
    degraded: "La conexión no responde. Los avisos pueden llegar tarde.",
    reconnecting: "Reconectando…",
    offline: "Esperando red…",
    4401: "Su sesión ha terminado. Vuelva a entrar para recibir avisos.",
    4403: "No tiene permiso para recibir avisos aquí.",
  },
  latency: (/** @type {number} */ ms) => `Respuesta en ${ms} ms`,
  last: (/** @type {string} */ time) => `Último aviso a las ${time}`,
};

/** @type {typeof es} */
const en = {
  region: "Notifications",
  levels: { info: "Notice", success: "Done", warning: "Warning", error: "Error", silent: "Silent" },
  close: (message) => `Close: ${message}`,
  closeAll: "Close all",
  times: (n) => `${n} times`,
  more: (n) => `+${n} more`,
  burst: (n) => `${n} new notifications`,
  missed: (n) => (n === 1 ? "1 notification while disconnected" : `${n} notifications while disconnected`),
  forgotten: "There were notifications while disconnected. Reload the page to see them.",
  states: {
    connecting: "Connecting…",
    connected: "Connected",
    degraded: "Slow connection",
    reconnecting: "Reconnecting…",
    offline: "No network",
    refused: "Connection refused",
    closed: "Disconnected",
  },
  problems: {
    degraded: "The connection does not answer. Notifications may be late.",
    reconnecting: "Reconnecting…",
    offline: "Waiting for the network…",
    4401: "Your session is over. Log in again to receive notifications.",
    4403: "You may not receive notifications here.",
  },
  latency: (ms) => `Answers in ${ms} ms`,
  last: (time) => `Last notification at ${time}`,
};

export const words = document.documentElement.lang.startsWith("en") ? en : es;
