/** A WebSocket that reconnects by itself until the caller stops it or the server refuses the session. */

import { Heartbeat } from "./heartbeat.js";

/** @import {Frame, Problem, State} from "./types.js" */

/** Close codes after which another attempt would be refused too: session ended, not allowed. */
const REFUSALS = new Set([4401, 4403]);
const TOO_MANY = 4429;
/** After TOO_MANY: wait at least `floor` ms, and back off as after `attempt` failures. */
const TOO_MANY_PAUSE = { floor: 5000, attempt: 5 };
/** A connection that lasted this long, in ms, was good; a shorter one counts as a failed attempt. */
const SETTLED = 5000;

/**
 * @typedef {object} Options
 * @property {() => string} address called before each attempt
 * @property {number} minDelay of the backoff, in ms
 * @property {number} maxDelay of the backoff, in ms
 * @property {number} pingInterval in ms
 * @property {number} pongTimeout in ms: for the first frame and for each answer to a ping
 *
 * @typedef {object} Listeners
 * @property {(frame: Frame) => void} frame
 * @property {(problem: Problem) => void} problem
 * @property {() => void} change the state, the attempt or the latency changed
 * @property {(at: number) => void} left an established connection ended; until `at` no event was missed
 */

export class Connection {
  /** @type {State} */ state = "closed";
  /** Failed attempts since the last good connection. */
  attempt = 0;
  /** Of the last ping, in ms. @type {number | null} */
  latency = null;
  /** Of the last close. @type {number | null} */
  code = null;
  /** Whether the replay is over, so that frames are live. */
  established = false;

  #options;
  #on;
  #heartbeat;
  /** @type {WebSocket | null} */ #socket = null;
  /** The deadline of an attempt, or the delay before the next. */
  #timer = 0;
  #notBefore = 0;
  #floor = 0;
  #establishedAt = 0;
  #heardAt = 0;
  #askedAt = 0;
  /** @type {AbortController | null} */ #following = null;

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

  /** Connect; between two attempts, try again at once. */
  start() {
    if (this.#socket) return;
    this.attempt = 0;
    if (!this.#following) this.#followPage();
    this.#open();
  }

  stop() {
    this.#end("closed");
  }

  /** The server has sent all missed events. */
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

  /**
   * @param {string} text
   * @returns {Frame | null} null if it is not JSON
   */
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

  /** No frame arrived in time. A close handshake with a dead peer takes minutes, so do not wait for `onclose`. */
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

  /** Back off with full jitter, so that the clients of a restarted server do not all reconnect at the same moment. */
  #retryLater() {
    const { minDelay, maxDelay } = this.#options;
    const spread = Math.min(maxDelay, minDelay * 2 ** this.attempt);
    this.#notBefore = Date.now() + this.#floor;
    this.#timer = setTimeout(() => this.#open(), this.#floor + Math.random() * spread);
    this.#floor = 0;
    this.attempt += 1;
    this.#become(this.#waitingState());
  }

  /** Attempts go on while offline: `navigator.onLine` is false without a network even if the server is on this machine. */
  #waitingState() {
    return navigator.onLine ? "reconnecting" : "offline";
  }

  /** All these events reach the global object: of a page all of them, of a worker only `online` and `offline`. */
  #followPage() {
    this.#following = new AbortController();
    const { signal } = this.#following;
    addEventListener("online", () => this.#wake(), { signal });
    addEventListener("offline", () => this.#doubt(), { signal });
    addEventListener("visibilitychange", ({ target }) => isHidden(target) || this.#wake(), { signal });
    // Close when the reader leaves the page, and reconnect if the back button restores it from the browser's cache.
    addEventListener("pagehide", () => this.#abandon(Date.now()), { signal });
    addEventListener("pageshow", ({ persisted }) => persisted && this.start(), { signal });
  }

  /** The page is visible again, or the network is back: do not wait for the next attempt. */
  #wake() {
    if (this.established) this.ping();
    else if (!this.#socket && Date.now() >= this.#notBefore) this.#open();
  }

  /** The browser reports that the network is gone: show it at once, and send a ping in case the report is wrong. */
  #doubt() {
    if (this.state === "closed" || this.state === "refused") return;
    this.#become("offline");
    this.ping();
  }

  /** @param {State} state */
  #end(state) {
    this.#following?.abort();
    this.#following = null;
    this.#abandon(Date.now());
    this.#become(state);
  }

  /** @param {number} at until then no event was missed */
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
