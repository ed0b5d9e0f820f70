// @ts-check
/** A WebSocket that heals itself: opened, watched, and opened again until the page or the server says stop. */

import { Heartbeat } from "./heartbeat.js";

/** Closes after which trying again would be refused again: session over, not allowed. */
const REFUSALS = new Set([4401, 4403]);
const TOO_MANY = 4429;
/** After TOO_MANY: at least this long, and as if that many attempts had failed already. */
const TOO_MANY_PAUSE = { floor: 5000, attempt: 5 };
/** A connection that lived this long was a good one; one that died sooner counts as another failed attempt. */
const SETTLED = 5000;

/**
 * @typedef {"connecting"|"connected"|"degraded"|"reconnecting"|"offline"|"refused"|"closed"} State
 *
 * @typedef {object} Options
 * @property {() => string} address where to connect, asked before each attempt
 * @property {number} minDelay of the backoff, in ms
 * @property {number} maxDelay of the backoff, in ms
 * @property {number} pingInterval in ms
 * @property {number} pongTimeout in ms: for the first frame and for each answer to a ping
 *
 * @typedef {object} Listeners
 * @property {(frame: any) => void} frame
 * @property {(problem: {code: string, message: string}) => void} problem
 * @property {() => void} change the state, the attempt or the latency is another
 * @property {(at: number) => void} left the established connection is gone; up to `at` nothing was missed
 */

export class Connection {
  /** @type {State} */ state = "closed";
  /** Failed attempts since the last good connection. */
  attempt = 0;
  /** Of the last ping, in ms. @type {number | null} */
  latency = null;
  /** Why the last socket closed. @type {number | null} */
  code = null;
  /** Whether the replay is over and what arrives now is live. */
  established = false;

  #options;
  #on;
  #heartbeat;
  /** @type {WebSocket | null} */ #socket = null;
  /** The deadline of an attempt, or the pause before the next. */
  #timer = 0;
  #notBefore = 0;
  #floor = 0;
  #establishedAt = 0;
  #heardAt = 0;
  #askedAt = 0;
  /** @type {AbortController | null} */ #page = null;

  /**
   * @param {Options} options
   * @param {Listeners} on
   */
  constructor(options, on) {
    this.#options = options;
    this.#on = on;
    this.#heartbeat = new Heartbeat(
      { interval: options.pingInterval, timeout: options.pongTimeout },
      {
        ask: () => this.#ask(),
        late: () => this.#become(navigator.onLine ? "degraded" : "offline"),
        dead: () => this.#died(),
      },
    );
  }

  /** Opens, or, between two attempts, tries at once. */
  start() {
    if (this.#socket) return;
    this.attempt = 0;
    if (!this.#page) this.#followPage();
    this.#open();
  }

  stop() {
    this.#end("closed");
  }

  /** The server has sent all that was missed. */
  establish() {
    this.established = true;
    this.#establishedAt = Date.now();
    this.#become("connected");
  }

  ping() {
    if (this.established) this.#heartbeat.ask();
  }

  #open() {
    clearTimeout(this.#timer);
    this.#become(this.attempt ? this.#waitingState() : "connecting");
    const socket = new WebSocket(this.#options.address());
    socket.onmessage = ({ data }) => socket === this.#socket && this.#receive(data);
    socket.onclose = ({ code }) => socket === this.#socket && this.#closed(code);
    this.#socket = socket;
    this.#timer = setTimeout(() => this.#died(), this.#options.pongTimeout);
  }

  /** @param {string} text */
  #receive(text) {
    clearTimeout(this.#timer);
    this.#heartbeat.heard();
    this.#heardAt = Date.now();
    const frame = this.#parse(text);
    if (frame?.control === "pong") this.latency = Date.now() - this.#askedAt;
    if (frame?.control === "drain") this.#floor = Number(frame.retry_ms) || 0;
    if (this.established) this.#become("connected");
    if (frame) this.#on.frame(frame);
  }

  /** @param {string} text */
  #parse(text) {
    try {
      return JSON.parse(text);
    } catch {
      this.#on.problem({ code: "not_json", message: `Expected a JSON object, got: ${text.slice(0, 80)}` });
      return null;
    }
  }

  #ask() {
    if (this.#socket?.readyState !== WebSocket.OPEN) return;
    this.#askedAt = Date.now();
    this.#socket.send('{"control":"ping"}');
  }

  /** Nobody answers. A close handshake with a dead peer takes minutes, so the socket is left behind. */
  #died() {
    this.#abandon(this.#heardAt);
    this.#retryLater();
  }

  /** @param {number} code */
  #closed(code) {
    this.code = code;
    if (REFUSALS.has(code)) return this.#end("refused");
    if (this.established && Date.now() - this.#establishedAt >= SETTLED) this.attempt = 0;
    if (code === TOO_MANY) {
      this.attempt = Math.max(this.attempt, TOO_MANY_PAUSE.attempt);
      this.#floor = Math.max(this.#floor, TOO_MANY_PAUSE.floor);
    }
    this.#abandon(Date.now());
    this.#retryLater();
  }

  /** Full jitter: after a restart the clients must not come back all at the same moment. */
  #retryLater() {
    const { minDelay, maxDelay } = this.#options;
    const spread = Math.min(maxDelay, minDelay * 2 ** this.attempt);
    this.#notBefore = Date.now() + this.#floor;
    this.#timer = setTimeout(() => this.#open(), this.#floor + Math.random() * spread);
    this.#floor = 0;
    this.attempt += 1;
    this.#become(this.#waitingState());
  }

  /** Without a network we keep trying quietly: `navigator.onLine` knows nothing of servers on this machine. */
  #waitingState() {
    return navigator.onLine ? "reconnecting" : "offline";
  }

  /** All these events reach the global object: of a page all of them, of a worker only `online` and `offline`. */
  #followPage() {
    this.#page = new AbortController();
    const { signal } = this.#page;
    const wake = () => this.#wake();
    addEventListener("online", wake, { signal });
    addEventListener("offline", () => this.#doubt(), { signal });
    addEventListener("visibilitychange", ({ target }) => isHidden(target) || wake(), { signal });
    // A page that is being left says nothing of it; if the back button brings it out of the cache, it goes on.
    addEventListener("pagehide", () => this.#abandon(Date.now()), { signal });
    addEventListener("pageshow", ({ persisted }) => persisted && this.start(), { signal });
  }

  /** The page is looked at again, or the network is back: no reason to wait any longer. */
  #wake() {
    if (this.established) this.ping();
    else if (!this.#socket && Date.now() >= this.#notBefore) this.#open();
  }

  /** The browser says that the network is gone: show it at once, and believe the server if it answers. */
  #doubt() {
    if (this.state === "closed" || this.state === "refused") return;
    this.#become("offline");
    this.ping();
  }

  /** @param {State} state */
  #end(state) {
    this.#page?.abort();
    this.#page = null;
    this.#abandon(Date.now());
    this.#become(state);
  }

  /** @param {number} at up to when nothing was missed */
  #abandon(at) {
    clearTimeout(this.#timer);
    this.#heartbeat.stop();
    const socket = this.#socket;
    this.#socket = null;
    socket?.close();
    if (this.established) this.#on.left(at);
    this.established = false;
    this.latency = null;
  }

  /** @param {State} state */
  #become(state) {
    this.state = state;
    this.#on.change();
  }
}

/** @param {EventTarget & {hidden?: boolean} | null} page */
function isHidden(page) {
  return page?.hidden ?? false;
}
