/**
 * The client of `/ws`: each event once and in order, across reconnections and reloads. It needs no page, so it runs in
 * a worker and under React too.
 *
 *     const client = new NotificationClient();
 *     client.addEventListener("notification", ({ detail }) => console.log(detail.message));
 *     client.connect();
 *
 * Events, each a CustomEvent (the types of `detail` are in types.js):
 *   notification  an event
 *   state         the snapshot, after a change of the connection
 *   sync          connected; the missed events have been dispatched
 *   resync        before `sync`, if missed events are no longer in the log: load your list again
 *   error         the server refused a frame, or sent one that is not JSON
 */

import { Connection } from "./connection.js";
import { Cursor } from "./cursor.js";
import { TabStorage } from "./tab_storage.js";

/** @import {ClientEvents, ClientEventTarget, EventFrame, Frame} from "./types.js" */
/** @import {Notification, Snapshot, SyncFrame} from "./types.js" */

const DEFAULTS = {
  /** Relative to the address of the page or of the worker. */
  url: "/ws",
  /** The key of the cursor in sessionStorage. */
  storageKey: "notifications.position",
  minDelay: 500,
  maxDelay: 30_000,
  pingInterval: 25_000,
  pongTimeout: 10_000,
};

export class NotificationClient extends /** @type {new () => ClientEventTarget} */ (EventTarget) {
  #url;
  #cursor;
  #connection;
  /** @type {Set<() => void>} */ #subscribers = new Set();
  /** @type {Notification | null} */ #last = null;
  /** @type {Readonly<Snapshot>} */ #snapshot;

  /** @param {Partial<typeof DEFAULTS>} options times in ms */
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

  /** Connect and stay connected; between two attempts, try again at once. */
  connect() {
    this.#connection.start();
  }

  /** Disconnect until `connect()`, which replays the missed events. */
  close() {
    this.#connection.stop();
  }

  /** Send a ping now; its answer renews `latency` in the snapshot. */
  ping() {
    this.#connection.ping();
  }

  /**
   * Call `listener` after each change of the snapshot. React's `useSyncExternalStore` takes this and `getSnapshot`.
   * @param {() => void} listener
   * @returns {() => void} ends the subscription
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

  /** @param {Frame} frame */
  #receive(frame) {
    if (frame.control === "sync") this.#synchronised(frame);
    else if (frame.control === "error") this.#dispatch("error", { code: frame.code, message: frame.message });
    else if (!frame.control && frame.type && this.#cursor.advance(frame.id)) this.#notify(frame);
  }

  /** @param {EventFrame} frame */
  #notify(frame) {
    this.#last = Object.freeze({ ...frame, replayed: !this.#connection.established });
    this.#changed();
    this.#dispatch("notification", this.#last);
  }

  /** @param {SyncFrame} frame */
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
    const changed = keys.filter((key) => next[key] !== this.#snapshot[key]);
    if (!changed.length) return;
    this.#snapshot = next;
    for (const listener of this.#subscribers) listener();
    if (changed.some((key) => key !== "cursor" && key !== "last")) this.#dispatch("state", next);
  }

  /** @returns {Readonly<Snapshot>} */
  #takeSnapshot() {
    const { state, attempt, latency, code } = this.#connection;
    return Object.freeze({ state, attempt, latency, code, cursor: this.#cursor.id, last: this.#last });
  }

  /**
   * @template {keyof ClientEvents} Name
   * @param {Name} name
   * @param {ClientEvents[Name]["detail"]} detail
   */
  #dispatch(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}
