// @ts-check
/**
 * The browser's end of `/ws`: every event once and in order, across reconnections and reloads.
 *
 *     const client = new NotificationClient();
 *     client.addEventListener("notification", ({ detail }) => console.log(detail.message));
 *     client.connect();
 *
 * Events, each a CustomEvent whose `detail` is:
 *   notification  {id, type, message, data, at, level, replayed}
 *   state         the snapshot, after any change of the connection
 *   sync          {recovered, replayed, cursor, away}: connected; what was missed has been dispatched
 *   resync        the same, where what was missed is no longer kept: load your list again
 *   error         {code, message}: what the server objects to
 */

import { Connection } from "./connection.js";
import { TabStorage } from "./tab_storage.js";
import { Cursor } from "./cursor.js";

/**
 * @typedef {object} Notification
 * @property {string} id its place in the log, `<epoch>-<seq>`
 * @property {string} type
 * @property {string} message text, never markup
 * @property {Record<string, unknown>} data
 * @property {string} at ISO 8601, UTC
 * @property {"info"|"success"|"warning"|"error"|"silent"} level `silent`: for pages, not for people
 * @property {boolean} replayed whether it happened while this tab was not connected
 *
 * @typedef {object} Snapshot
 * @property {import("./connection.js").State} state
 * @property {number} attempt failed attempts since the last good connection
 * @property {number | null} latency of the last ping, in ms
 * @property {number | null} code of the last close
 * @property {string} cursor
 * @property {Notification | null} last
 */

const DEFAULTS = {
  url: "/ws",
  /** Under which name this tab remembers its position in sessionStorage. */
  storageKey: "notifications.position",
  minDelay: 500,
  maxDelay: 30_000,
  pingInterval: 25_000,
  pongTimeout: 10_000,
};

export class NotificationClient extends EventTarget {
  #url;
  #cursor;
  #connection;
  /** @type {Set<() => void>} */ #subscribers = new Set();
  /** @type {Notification | null} */ #last = null;
  /** @type {Readonly<Snapshot>} */ #snapshot;

  /** @param {Partial<typeof DEFAULTS>} options */
  constructor(options = {}) {
    super();
    const { url, storageKey, ...timing } = { ...DEFAULTS, ...options };
    this.#url = url;
    this.#cursor = new Cursor(new TabStorage(storageKey));
    this.#connection = new Connection(
      { address: () => this.#address(), ...timing },
      {
        frame: (frame) => this.#receive(frame),
        problem: (problem) => this.#dispatch("error", problem),
        change: () => this.#changed(),
        left: (at) => this.#cursor.leave(at),
      },
    );
    this.#snapshot = this.#takeSnapshot();
  }

  /** Connects and stays connected; between two attempts, tries at once. */
  connect() {
    this.#connection.start();
  }

  /** Disconnects until `connect()`, which then brings what was missed. */
  close() {
    this.#connection.stop();
  }

  /** Asks the server for a sign of life now; the answer renews `latency` in the snapshot. */
  ping() {
    this.#connection.ping();
  }

  /**
   * With `getSnapshot`, what React's `useSyncExternalStore` asks for.
   * @param {() => void} listener
   * @returns {() => void} stops calling `listener`
   */
  subscribe = (listener) => {
    this.#subscribers.add(listener);
    return () => this.#subscribers.delete(listener);
  };

  /** The same frozen object until something changes. */
  getSnapshot = () => this.#snapshot;

  #address() {
    const address = new URL(this.#url, location.href);
    address.protocol = address.protocol.replace("http", "ws");
    address.searchParams.set("cursor", this.#cursor.id);
    return address.href;
  }

  /** @param {any} frame */
  #receive(frame) {
    if (frame.control === "sync") this.#synchronised(frame);
    else if (frame.control === "error") this.#dispatch("error", { code: frame.code, message: frame.message });
    else if (frame.type && this.#cursor.advance(frame.id)) this.#notify(frame);
  }

  /** @param {Omit<Notification, "replayed">} frame */
  #notify(frame) {
    this.#last = Object.freeze({ ...frame, replayed: !this.#connection.established });
    this.#changed();
    this.#dispatch("notification", this.#last);
  }

  /** @param {{recovered: boolean, replayed: number, cursor: string}} frame */
  #synchronised({ recovered, replayed, cursor }) {
    const sync = { recovered, replayed, cursor, away: this.#cursor.away };
    this.#cursor.adopt(cursor);
    this.#connection.establish();
    if (!recovered) this.#dispatch("resync", sync);
    this.#dispatch("sync", sync);
  }

  #changed() {
    const next = this.#takeSnapshot();
    const keys = /** @type {(keyof Snapshot)[]} */ (Object.keys(next));
    if (keys.every((key) => next[key] === this.#snapshot[key])) return;
    const moved = keys.some((key) => key !== "cursor" && key !== "last" && next[key] !== this.#snapshot[key]);
    this.#snapshot = next;
    for (const listener of this.#subscribers) listener();
    if (moved) this.#dispatch("state", next);
  }

  /** @returns {Readonly<Snapshot>} */
  #takeSnapshot() {
    const { state, attempt, latency, code } = this.#connection;
    return Object.freeze({ state, attempt, latency, code, cursor: this.#cursor.id, last: this.#last });
  }

  /**
   * @param {string} name
   * @param {object} detail
   */
  #dispatch(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}
